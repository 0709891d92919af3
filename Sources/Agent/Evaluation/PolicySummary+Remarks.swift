extension PolicySummary {
    /// What no column has, in sentences: networks that lost the policy's trust, harm noticed, and how
    /// long decisions took.
    package var remarks: [String] {
        distrustLooks.sorted { $0.key < $1.key }.map { network, looks in
            "\(policy): \(network) not used any more in \(looks.count) of \(specimens) specimens, "
                + "after \(looks[looks.count / 2]) looks (\(looks[0]) to \(looks[looks.count - 1]))"
        } + [harmRemark, latencyRemark].compactMap(\.self)
    }

    private var latencyRemark: String? {
        decisionSeconds.map {
            "\(policy): from frame to decision \(brief($0.median * 1000)) ms, 99 of 100 within "
                + "\(brief($0.p99 * 1000)) ms"
        }
    }

    private var harmRemark: String? {
        guard !harmNotices.isEmpty else { return nil }
        func percent(_ share: Double) -> String { "\(brief(share * 100)) %" }
        let then = harmNotices.compactMap(\.affectedThen).sorted()
        let most = harmNotices.map(\.affected).max() ?? 0
        let unnoticed = harmNotices.count { $0.affectedThen == nil && $0.affected >= 0.05 }
        let begin = "\(policy): harm noticed in \(then.count) of \(specimens) specimens"
        let early =
            then.isEmpty
            ? ""
            : ", when \(percent(then[then.count / 2])) of the cells were affected "
                + "(\(percent(then[0])) to \(percent(then[then.count - 1])))"
        return begin + early + "; at the end at most \(percent(most)) were"
            + (unnoticed == 0 ? "" : "; \(unnoticed) with 5 % or more were not noticed")
    }
}
