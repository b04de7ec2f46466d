// Made by bench/matching/make-calibration.ts; do not edit.
import type { Calibration } from './model.ts'

/** What scores by the shipped model mean. */
export const shippedCalibration: Calibration = {
  sameScript: {
    score: [6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30, 32, 34, 36, 38, 40],
    bits: [
      5.75, 7.9, 8.73, 9.28, 11.08, 12.22, 12.74, 12.74, 13.44, 14.25, 15.72, 19.11, 21.56, 23.66, 25.7,
      27.71, 29.71, 31.72,
    ],
  },
  acrossScripts: {
    score: [6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30, 32, 34, 36, 38, 40],
    bits: [
      5.26, 6.15, 7.9, 9.68, 12.58, 17.3, 21.13, 21.13, 23.14, 25.18, 27.2, 29.23, 31.24, 33.25, 35.25, 37.25,
      39.25, 41.25,
    ],
  },
}

/** What scores by a model mean that the source itself taught. */
export const learntCalibration: Calibration = {
  sameScript: {
    score: [6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30, 32, 34, 36, 38, 40],
    bits: [
      6.79, 8.31, 9.71, 11.11, 11.46, 12.22, 13.85, 14.03, 15.57, 16.9, 19.23, 21.56, 23.71, 25.74, 27.75,
      29.75, 31.75, 33.75,
    ],
  },
  acrossScripts: {
    score: [6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30, 32, 34, 36, 38, 40],
    bits: [
      5.18, 6.18, 7.6, 9.62, 12.46, 17.09, 20.14, 22.26, 24.3, 26.32, 28.33, 30.34, 32.35, 34.35, 36.35,
      38.35, 40.35, 42.35,
    ],
  },
}
