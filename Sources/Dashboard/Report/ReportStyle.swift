/// The look of a report: dark on light, one column, fit for paper.
enum ReportStyle {
    static let text = """
        :root { --ink: #1b2430; --quiet: #5b6675; --line: #dfe3e8; --good: #14713d;
          --warning: #8a5a00; --bad: #b3261e; --event: #f2b84b; }
        * { box-sizing: border-box; }
        body { margin: 0; background: #fff; color: var(--ink);
          font: 15px/1.5 "Source Sans 3", "Noto Sans", "Segoe UI", "Helvetica Neue", Arial,
          "Liberation Sans", sans-serif; font-variant-numeric: tabular-nums; }
        main { max-width: 1080px; margin: 0 auto; padding: 40px 32px 64px; }
        h1 { font-size: 30px; line-height: 1.2; margin: 0 0 6px; letter-spacing: -0.01em; }
        h2 { font-size: 19px; margin: 44px 0 12px; padding-top: 14px;
          border-top: 1px solid var(--line); }
        h3 { font-size: 15px; margin: 20px 0 6px; }
        p { margin: 0 0 12px; max-width: 75ch; }
        .lead { color: var(--quiet); font-size: 16px; }
        .quiet, .legend, figcaption { color: var(--quiet); font-size: 13.5px; }
        .badge { display: inline-block; font-size: 12.5px; font-weight: 600; line-height: 1.6;
          padding: 0 9px; border-radius: 10px; border: 1px solid currentColor;
          vertical-align: middle; letter-spacing: 0; }
        .good { color: var(--good); } .plain { color: var(--ink); }
        .warning { color: var(--warning); } .bad { color: var(--bad); }
        .badge.plain { color: var(--quiet); }
        .tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(170px, 1fr));
          gap: 1px; background: var(--line); border: 1px solid var(--line); margin-top: 24px; }
        .tile { background: #fff; padding: 14px 16px 12px; }
        .tile .label { color: var(--quiet); font-size: 13px; }
        .tile .value { font-size: 25px; font-weight: 600; line-height: 1.4; white-space: nowrap; }
        .tile .note { color: var(--quiet); font-size: 13px; line-height: 1.35; }
        svg { display: block; width: 100%; height: auto; overflow: visible; }
        svg.key { display: inline-block; width: 11px; height: 11px; margin: 0 2px 0 10px;
          vertical-align: -1px; }
        .legend { max-width: none; }
        .legend svg.key:first-child { margin-left: 0; }
        svg text { font-size: 12px; fill: var(--quiet); }
        svg text.name { font-weight: 600; fill: var(--ink); font-size: 13px; }
        svg text.strong { fill: var(--bad); font-weight: 600; }
        svg text.small { font-size: 9px; }
        .grid { stroke: var(--line); stroke-width: 1; }
        .event { fill: var(--event); fill-opacity: 0.4; }
        .caught { fill: var(--good); stroke: var(--good); stroke-width: 1.2; }
        .missed { fill: #fff; stroke: var(--bad); stroke-width: 1.6; }
        .fixed { stroke: var(--quiet); stroke-width: 1.4; stroke-dasharray: 2 4; }
        .budget { stroke: var(--bad); stroke-width: 1.4; stroke-dasharray: 7 4; }
        .bar { fill: #6b7c93; }
        table { border-collapse: collapse; width: 100%; font-size: 13.5px; }
        th { text-align: left; font-weight: 600; color: var(--quiet);
          border-bottom: 1px solid var(--line); padding: 4px 14px 4px 0; }
        td { vertical-align: top; padding: 4px 14px 4px 0; border-bottom: 1px solid #eef0f3;
          overflow-wrap: anywhere; }
        .time, .nowrap { white-space: nowrap; }
        .why { width: 48%; }
        .strip { margin: 0 0 26px; overflow-x: auto; }
        .strip h3 { margin: 14px 0 4px; }
        .strip table { width: auto; }
        .strip th { border: 0; font-weight: 400; font-size: 12px; padding: 0 0 2px;
          text-align: center; }
        .strip th.side { text-align: right; padding: 0 8px 0 0; vertical-align: middle; }
        .strip td { border: 0; padding: 1px; }
        .strip img, .dark { display: block; width: 84px; height: 84px; background: #f0f2f4; }
        .dark { background: repeating-linear-gradient(135deg, #f0f2f4 0 5px, #e5e8ec 5px 6px); }
        figcaption { margin-top: 4px; }
        dl { display: grid; grid-template-columns: max-content 1fr; gap: 3px 20px; margin: 0;
          font-size: 13.5px; }
        dt { color: var(--quiet); } dd { margin: 0; overflow-wrap: anywhere; }
        @media print {
          main { max-width: none; padding: 0; } body { font-size: 11pt; }
          section, figure, tr { break-inside: avoid; } h2 { break-after: avoid; }
          section:has(table) { break-inside: auto; }
          * { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
        }
        """
}
