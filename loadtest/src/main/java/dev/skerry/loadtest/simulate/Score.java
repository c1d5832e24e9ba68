package dev.skerry.loadtest.simulate;

/**
 * What a policy made of a trace.
 *
 * @param objectRatio hits by requests
 * @param byteRatio bytes of hits by bytes of requests
 */
public record Score(double objectRatio, double byteRatio) {}
