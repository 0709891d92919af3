"""Writes Tests/ModelsTests/Oracles/trust.json: distances, divergences and bounds by numpy and scipy.

Run by hand with:
  pip install numpy==2.4.6 scipy==1.17.1
The inputs are computed again by Tests/ModelsTests/Trust/TrustSamples.swift.
"""
import json
import pathlib

import numpy as np
from scipy.integrate import quad
from scipy.linalg import cho_factor, cho_solve
from scipy.stats import binom, laplace

MASK = 2**64 - 1


def uniforms(seed, count):
    """Even random numbers from a counter (SplitMix)."""
    found = []
    for index in range(count):
        bits = ((seed << 32) + index + 0x9E3779B97F4A7C15) & MASK
        bits = ((bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9) & MASK
        bits = ((bits ^ (bits >> 27)) * 0x94D049BB133111EB) & MASK
        found.append(((bits ^ (bits >> 31)) >> 11) / 2.0**53)
    return np.array(found)


def features(seed, tiles, count):
    """Neighbouring features share half; the last never varies."""
    plain = uniforms(seed, tiles * count).reshape(tiles, count)
    mixed = plain * (1 + np.arange(count)) + 0.5 * np.roll(plain, 1, axis=1)
    mixed[:, -1] = 3
    return mixed.astype(np.float32).astype(np.float64)


def distances(tiles, count):
    training = features(1, tiles, count)
    fresh = features(2, 8, count)
    fresh[:, -1] += np.arange(8) * 0.01
    fresh = fresh.astype(np.float32).astype(np.float64)
    covariance = np.cov(training, rowvar=False)
    variances = np.diag(covariance).copy()
    # The last feature never varies and takes a hundredth of the others' usual spread.
    usual = np.percentile(variances[:-1], 50, method="lower")
    variances[-1] = 1e-4 * usual
    target = np.diag(variances)
    shrunk = 0.9 * (covariance - np.diag(np.diag(covariance))) + target
    rest = fresh - training.mean(axis=0)
    solved = cho_solve(cho_factor(shrunk), rest.T).T
    return {
        "distances": np.sqrt((rest * solved).sum(axis=1)).tolist(),
        "logDeterminant": np.linalg.slogdet(shrunk)[1],
    }


def mixture(means, scales):
    densities = [laplace(m, s) for m, s in zip(means, scales)]

    def log_mixture(x):
        return np.logaddexp.reduce([d.logpdf(x) for d in densities]) - np.log(len(means))

    total = 0
    for density, mean, scale in zip(densities, means, scales):
        low, high = mean - 45 * scale, mean + 45 * scale
        turns = [m + k * s for m, s in zip(means, scales) for k in range(-12, 13, 3)]
        ends = [low, *sorted(turn for turn in turns if low < turn < high), high]
        for low, high in zip(ends, ends[1:]):
            steps = np.linspace(low, high, 8)
            for a, b in zip(steps, steps[1:]):
                total += quad(
                    lambda x: density.pdf(x) * (density.logpdf(x) - log_mixture(x)), a, b,
                    epsabs=1e-12,
                )[0]
    return total / len(means) / np.log(len(means))


def bound(mean_loss, risk, count):
    divergence = mean_loss * np.log(mean_loss / risk) if mean_loss else 0
    divergence += (1 - mean_loss) * np.log((1 - mean_loss) / (1 - risk))
    bentkus = np.e * binom.cdf(np.ceil(count * mean_loss), count, risk)
    return min(1, np.exp(-count * divergence), bentkus)


ensembles = [
    ([0, 0], [1, 1]),
    ([0, 1], [1, 1]),
    ([0, 3], [1, 0.5]),
    ([0, 3], [1, 0.05]),
    ([0, 0], [1, 4]),
    ([0, 100], [1, 1]),
    ([0, 0.5, 2], [1, 1.5, 0.7]),
    ([5, 5.2, 4.9], [0.3, 0.3, 0.4]),
    ([0, 1, 2, 3, 4], [0.5, 1, 1.5, 1, 0.5]),
    ([0, 0, 30], [2, 0.1, 1]),
    ([0, 0.7], [1, 0.1]),
    ([0, 0.02, 6], [0.05, 3, 0.1]),
    ([1, 1.01], [0.05, 0.1]),
]
bounds = [(0.02, 0.05, 200), (0, 0.05, 60), (0.45, 0.5, 100), (0.15, 0.2, 500), (0.08, 0.1, 50)]
result = {
    "many": distances(200, 6),
    "few": distances(9, 20),
    "ensembles": [
        {"means": m, "scales": s, "disagreement": mixture(m, s)} for m, s in ensembles
    ],
    "bounds": [
        {"loss": l, "risk": r, "count": n, "probability": bound(l, r, n)} for l, r, n in bounds
    ],
}
target = pathlib.Path(__file__).parent.parent / "ModelsTests/Oracles/trust.json"
target.write_text(json.dumps(result, indent=1) + "\n")
