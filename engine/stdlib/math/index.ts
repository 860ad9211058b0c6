/**
 * `math`: functions of numbers.
 *
 * @see https://docs.python.org/3.14/library/math.html
 */
export { comb, factorial, gcd, isqrt, lcm, perm } from './integers'
export { acos, asin, atan, atan2, cbrt, ceil, copysign, cos, degrees, dist, e, exp, fabs, floor, fmod, hypot, inf, isclose, isfinite, isinf, isnan, log, log2, log10, modf, nan, pi, pow, prod, radians, sin, sqrt, tan, tau, trunc } from './reals'
