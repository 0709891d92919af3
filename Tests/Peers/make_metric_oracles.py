"""Writes Tests/ModelsTests/Oracles/metrics.json: what other programs say of inputs made by formula.

Run by hand with:
  pip install numpy==2.4.6 scipy==1.17.1 scikit-image==0.26.0 scikit-learn==1.9.1 nanopyx==2.1.5
The inputs are computed again by Tests/ModelsTests/Metrics/OracleInputs.swift.
"""
import json
import pathlib

import numpy as np
from nanopyx.core.analysis.frc import FIRECalculator
from nanopyx.core.transform.error_map import ErrorMap
from scipy.ndimage import gaussian_filter
from scipy.signal import savgol_filter
from scipy.stats import pearsonr, spearmanr
from skimage.metrics import peak_signal_noise_ratio, structural_similarity
from sklearn.metrics import (
    balanced_accuracy_score,
    brier_score_loss,
    confusion_matrix,
    f1_score,
    roc_auc_score,
)

MASK = 2**64 - 1


def mixed(state):
    """One even random 64-bit number for each state (SplitMix)."""
    bits = (state + 0x9E3779B97F4A7C15) & MASK
    bits = ((bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9) & MASK
    bits = ((bits ^ (bits >> 27)) * 0x94D049BB133111EB) & MASK
    return bits ^ (bits >> 31)


def uniform(seed, index):
    return (mixed((seed << 32) + index) >> 11) / 2.0**53


def uniforms(seed, count):
    return np.array([uniform(seed, index) for index in range(count)])


def noise(seed, width, height):
    values = uniforms(seed, 2 * width * height)
    return (values[0::2] + values[1::2] - 1).reshape(height, width)


def spots(seed, width, height, count, sigma, scale=1.0):
    """Gaussian spots on a field of width by height times scale."""
    y, x = np.mgrid[0:height, 0:width] * scale
    image = np.zeros((height, width))
    for spot in range(count):
        sx = uniform(seed, 3 * spot) * width * scale
        sy = uniform(seed, 3 * spot + 1) * height * scale
        peak = 50 + 100 * uniform(seed, 3 * spot + 2)
        image += peak * np.exp(-((x - sx) ** 2 + (y - sy) ** 2) / (2 * sigma**2))
    return image


def pair(width, height):
    clean = spots(1, width, height, 40, 4.0)
    truth = (10 + clean).astype(np.float32)
    prediction = (25 + 0.7 * clean + 12 * noise(2, width, height)).astype(np.float32)
    return truth, prediction


def aligned(truth, prediction):
    low, high = np.percentile(truth, [0.1, 99.9])
    g = (truth - low) / (high - low)
    slope = np.cov(prediction.ravel(), g.ravel(), bias=True)[0, 1] / prediction.var()
    return g, slope * prediction + g.mean() - slope * prediction.mean()


def ssim(a, b, size):
    return structural_similarity(
        a, b, gaussian_weights=True, sigma=1.5, use_sample_covariance=False, data_range=size
    )


def images(width, height):
    truth, prediction = (image.astype(np.float64) for image in pair(width, height))
    low, high = np.percentile(truth, [0.1, 99.9])
    size = high - low
    g, p = aligned(truth, prediction)
    return {
        "percentiles": list(np.percentile(truth, [0, 0.1, 33.3, 50, 99.9, 100])),
        "meanSquaredError": ((truth - prediction) ** 2).mean(),
        "psnr": peak_signal_noise_ratio(truth, prediction, data_range=size),
        "pearson": pearsonr(truth.ravel(), prediction.ravel())[0],
        "ssim": ssim(truth, prediction, size),
        "alignedRMSE": np.sqrt(((g - p) ** 2).mean()),
        "alignedPSNR": peak_signal_noise_ratio(g, p, data_range=1),
        "alignedSSIM": ssim(g, p, 1),
    }


def discs(seed, shift):
    """Discs on a grid of 16 pixels, 8 by 6 of them; some of the shifted ones are missing."""
    labels = np.zeros((96, 128), np.int32)
    y, x = np.mgrid[0:96, 0:128]
    for cell in range(48):
        radius = 3 + 4 * uniform(5, 2 * cell)
        cx, cy = 16 * (cell % 8) + 8.0, 16 * (cell // 8) + 8.0
        if shift:
            if uniform(seed, 3 * cell) < 0.15:
                continue
            radius *= 0.8 + 0.4 * uniform(seed, 3 * cell + 1)
            cx += shift * uniform(seed, 3 * cell + 2)
        labels[(x - cx) ** 2 + (y - cy) ** 2 <= radius**2] = 1000 - 7 * cell
    return labels


def matched(truth, prediction, threshold):
    """True positives by the best assignment, and what is left over."""
    from scipy.optimize import linear_sum_assignment

    a = np.unique(truth[truth > 0])
    b = np.unique(prediction[prediction > 0])
    iou = np.array(
        [
            [((truth == i) & (prediction == j)).sum() / ((truth == i) | (prediction == j)).sum() for j in b]
            for i in a
        ]
    )
    rows, columns = linear_sum_assignment(-np.where(iou >= threshold, 1 + iou, 0))
    good = iou[rows, columns] >= threshold
    tp = int(good.sum())
    return [tp, len(b) - tp, len(a) - tp, float(iou[rows, columns][good].sum())]


def instances():
    truth = discs(5, 0)
    thresholds = [round(0.5 + 0.05 * step, 2) for step in range(10)]
    return [[matched(truth, discs(seed, shift), t) for t in thresholds] for seed, shift in [(6, 3.0), (7, 6.0)]]


def classification():
    count = 400
    truth = [int(4 * uniform(10, i)) for i in range(count)]
    called = [t if uniform(11, i) < 0.6 else int(4 * uniform(12, i)) for i, t in enumerate(truth)]
    # In steps of 1/50, so that many are equal.
    scores = np.floor(50 * uniforms(13, count)) / 50
    right = uniforms(14, count) < 0.2 + 0.7 * scores
    other = np.floor(20 * (scores + uniforms(15, count))) / 20
    order = np.argsort(scores, kind="stable")
    shared = {value: right[scores == value].mean() for value in np.unique(scores)}
    parts = np.array_split(order, 15)
    error = sum(
        abs(np.mean([shared[scores[i]] for i in part]) - scores[part].mean()) * len(part)
        for part in parts
    )
    return {
        "confusion": confusion_matrix(truth, called).ravel().tolist(),
        "balancedAccuracy": balanced_accuracy_score(truth, called),
        "macroF1": f1_score(truth, called, average="macro"),
        "auroc": roc_auc_score(right, scores),
        "spearman": spearmanr(scores, other)[0],
        "ece": error / count,
        "brier": brier_score_loss(right, scores),
    }


def bootstrap():
    values = uniforms(18, 30)
    means, state = [], 42
    for _ in range(500):
        picked = []
        for _ in range(30):
            picked.append((mixed(state) * 30) >> 64)
            state = (state + 0x9E3779B97F4A7C15) & MASK
        means.append(values[picked].mean())
    return list(np.percentile(means, [2.5, 97.5]))


def ring(width, height):
    clean = 100 * spots(20, width, height, 60, 1.5)
    first, second = (
        (clean + 3000 * noise(seed, width, height)).astype(np.float32) for seed in (21, 22)
    )
    return FIRECalculator(pixel_size=1).calculate_fire_number(first, second)


def squirrel(width, height, magnification):
    large = width * magnification, height * magnification
    sharp = spots(30, *large, 80, 1.2).astype(np.float32)
    wide = 0.3 * spots(30, width, height, 80, 1.5 * magnification, float(magnification))
    reference = (40 + wide + 4 * noise(31, width, height)).astype(np.float32)
    peer = ErrorMap()
    peer.optimise(reference, sharp)
    return {
        "sigma": peer._sigma,
        "alpha": peer._alpha,
        "beta": peer._beta,
        "rse": peer.getRSE(),
        "rsp": peer.getRSP(),
        "mapMean": float(np.mean(peer.imRSE)),
    }


def smoothing():
    curve = uniforms(40, 40)
    return {str(window): list(savgol_filter(curve, window, 3)) for window in (4, 7, 18)}


oracles = {
    "images": {"96x80": images(96, 80), "201x180": images(201, 180)},
    "instances": instances(),
    "classification": classification(),
    "bootstrap": bootstrap(),
    "ring": {"128x128": ring(128, 128), "111x94": ring(111, 94)},
    "squirrel": {"64x64x2": squirrel(64, 64, 2), "60x48x3": squirrel(60, 48, 3), "64x64x4": squirrel(64, 64, 4)},
    "smoothing": smoothing(),
}
target = pathlib.Path(__file__).parents[1] / "ModelsTests" / "Oracles" / "metrics.json"
target.parent.mkdir(exist_ok=True)
target.write_text(json.dumps(oracles, indent=1, default=float) + "\n")
