/**
 * The only conversions between quantities. Inside the engine everything is per unit and radians; at
 * the edges (files, forms, database, labels) it is megawatts, degrees and hertz, and the name of a
 * value says which.
 */
export const degreesFromRadians = (radians: number): number => (radians * 180) / Math.PI;

export const radiansFromDegrees = (degrees: number): number => (degrees * Math.PI) / 180;

/** Frequency deviation of an angular speed deviation in rad/s. */
export const hertzFromRadiansPerSecond = (omega: number): number => omega / (2 * Math.PI);
