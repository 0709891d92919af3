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
    means = training.mean(axis=0)
    spreads = training[:, :-1].std(axis=0, ddof=1)
    values, vectors = np.linalg.eigh(np.corrcoef(training[:, :-1], rowvar=False))
    axes = min(64, tiles - 1, int((values > 1e-6).sum()))
    floor = 0.1 * min(1, 60 / tiles) ** 2
    vectors, values = vectors[:, ::-1][:, :axes], values[::-1][:axes]

    def place(rows):
        scaled = (rows[:, :-1] - means[:-1]) / spreads
        along = scaled @ vectors
        return along, (scaled**2).sum(axis=1) - (along**2).sum(axis=1)

    usual_rest = place(training)[1].mean() / max(1, count - axes)
    usual_rest = floor + (usual_rest if usual_rest > 1e-9 else 0)
    along, rest = place(fresh)
    squares = (along * cho_solve(cho_factor(np.diag(values + floor)), along.T).T).sum(axis=1)
    squares += 0.3 * rest / usual_rest
    # The last feature never varies and takes a hundredth of the others' usual spread.
    usual = np.percentile(spreads, 50, method="lower")
    squares += ((fresh[:, -1] - means[-1]) / (0.01 * usual)) ** 2
    return {
        "distances": np.sqrt(squares).tolist(),
        "logDeterminant": np.log(values + floor).sum(),
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
