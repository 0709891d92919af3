"""Makes Tests/ModelsTests/Oracles/images.json: small results of SciPy, scikit-image and StarDist.

Inputs are formulas that the tests repeat, in whole numbers up to the last division, so that both
sides see the same bits. Run it from the root of the tree; the tests need only the file.

Needs numpy==2.2.6 scipy==1.15.3 scikit-image==0.25.2 stardist==0.9.2 csbdeep==0.8.2 (the last two
installed without what they ask for, beside tqdm==4.67.1, numba==0.61.2 and six==1.17.0).
"""

import json

import numpy as np
from scipy import ndimage
from skimage import filters, measure, morphology, restoration, segmentation, transform
from stardist.geometry import polygons_to_label, star_dist
from stardist.nms import non_maximum_suppression
from stardist.utils import edt_prob

WIDTH, HEIGHT = 19, 14
BLOBS_WIDTH, BLOBS_HEIGHT = 64, 48
# Middle, half axes: x, y, a, b. A later one covers an earlier one.
BLOBS = [(12, 12, 9, 7), (30, 14, 8, 10), (44, 16, 9, 9), (20, 34, 11, 8), (48, 36, 7, 10)]


def grid(width, height):
    return np.meshgrid(np.arange(width), np.arange(height))


def scatter(width, height):
    x, y = grid(width, height)
    return ((x * 7919 + y * 10473 + x * y * 31 + 5) % 1009).astype(np.float32) / np.float32(1009)


def landscape(width, height):
    x, y = grid(width, height)
    return ((x + y * width + 1) * 7919 % 65521).astype(np.float32)


def blobs():
    x, y = grid(BLOBS_WIDTH, BLOBS_HEIGHT)
    labels = np.zeros((BLOBS_HEIGHT, BLOBS_WIDTH), np.int32)
    for index, (cx, cy, a, b) in enumerate(BLOBS):
        labels[(x - cx) ** 2 * b * b + (y - cy) ** 2 * a * a <= a * a * b * b] = index + 1
    return labels


def numbers(array, digits=6):
    return [round(float(value), digits) for value in np.asarray(array).ravel()]


def whole(array):
    return [int(value) for value in np.asarray(array).ravel()]


def filtered():
    image = scatter(WIDTH, HEIGHT)
    wide = image.astype(float)
    smaller = transform.resize(wide, (9, 11), order=1, mode="edge", anti_aliasing=False)
    larger = transform.resize(wide, (31, 26), order=1, mode="edge", anti_aliasing=False)
    flat = restoration.denoise_tv_chambolle(wide, weight=0.2, eps=1e-12, max_num_iter=5000)
    return {
        "percentiles": numbers(np.percentile(wide, [0, 1, 2, 50, 99.8, 100])),
        "gaussian": numbers(ndimage.gaussian_filter(wide, 1.3)),
        "gaussianWide": numbers(ndimage.gaussian_filter(wide, 5)),
        "otsu": float(filters.threshold_otsu(ndimage.gaussian_filter(image, 1.3))),
        "smaller": numbers(smaller),
        "larger": numbers(larger),
        "padded": numbers(np.pad(image, ((0, 2), (0, 5)), mode="reflect")),
        "totalVariation": numbers(flat),
    }


def masks():
    mask = scatter(WIDTH, HEIGHT) > np.float32(0.45)
    four = measure.label(mask, connectivity=1)
    seeds = np.zeros((HEIGHT, WIDTH), np.int32)
    for index, (x, y) in enumerate([(2, 2), (15, 3), (9, 10)]):
        seeds[y, x] = index + 1
    relief = landscape(WIDTH, HEIGHT)
    return {
        "distance": numbers(ndimage.distance_transform_edt(mask)),
        "four": whole(four),
        "eight": whole(measure.label(mask, connectivity=2)),
        "watershedFour": whole(segmentation.watershed(relief, seeds)),
        "watershedEight": whole(segmentation.watershed(relief, seeds, connectivity=2)),
        "maxima": whole(morphology.h_maxima(relief, 20000)),
    }


def measured(labels):
    x, y = grid(BLOBS_WIDTH, BLOBS_HEIGHT)
    rows = measure.regionprops(labels, scatter(BLOBS_WIDTH, BLOBS_HEIGHT))
    return [
        numbers([
            row.label, row.area, row.centroid[1], row.centroid[0], row.bbox[1], row.bbox[3] - 1,
            row.bbox[0], row.bbox[2] - 1, row.mean_intensity, row.eccentricity, row.perimeter,
        ])
        for row in rows
    ]


def stars():
    labels = blobs()
    probability = edt_prob(labels)
    distances = star_dist(labels, 32, mode="cpp")
    x, y = grid(BLOBS_WIDTH, BLOBS_HEIGHT)
    scattered = scatter(BLOBS_WIDTH, BLOBS_HEIGHT)
    # No two alike, and polygons that differ.
    likely = (probability * (1 - np.float32(0.3) * scattered)).astype(np.float32)
    likely[labels == 0] = 0
    varied = (distances * (np.float32(0.7) + np.float32(0.6) * scattered)[..., None]).astype(
        np.float32)
    points, scores, rays = non_maximum_suppression(
        varied, likely, grid=(1, 1), b=0, nms_thresh=0.4, prob_thresh=0.3, verbose=False)
    drawn = polygons_to_label(rays, points, shape=labels.shape, prob=scores)
    order = np.argsort(-scores, kind="stable")
    return {
        "blobs": whole(labels),
        "probability": numbers(probability, 5),
        "rays": numbers(distances[::6, ::6], 4),
        "points": whole(points[order][:, ::-1]),
        "drawn": whole(drawn > 0),
    }


def main():
    document = {
        "filters": filtered(), "masks": masks(), "measured": measured(blobs()), "stars": stars()}
    with open("Tests/ModelsTests/Oracles/images.json", "w", encoding="utf-8") as file:
        json.dump(document, file, separators=(",", ":"))
        file.write("\n")


main()
