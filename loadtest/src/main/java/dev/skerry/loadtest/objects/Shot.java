package dev.skerry.loadtest.objects;

/**
 * What one round saw of an operation.
 *
 * @param perSecond how many there were
 * @param cpuMillis of the server, for each
 * @param p50 the time of a call that half of them were within, in milliseconds; and so on
 */
record Shot(double perSecond, double cpuMillis, double p50, double p99, double most) {}
