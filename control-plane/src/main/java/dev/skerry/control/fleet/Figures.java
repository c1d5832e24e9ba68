package dev.skerry.control.fleet;

import dev.skerry.edge.admin.shape.Describe;

/** What was served per second, and how fast. */
@Describe("What was served per second, and how fast.")
record Figures(
    @Describe("Requests answered, per second.") double requests,
    @Describe("The share of them answered from what was stored, without waiting; 0 to 1.")
        double hitRatio,
    @Describe("Bytes of content sent, per second.") long bytes,
    @Describe("Answers with a status of 4xx, per second.") double clientErrors,
    @Describe("Answers with a status of 5xx, per second.") double serverErrors,
    @Describe("Half of the requests had their first byte within so many microseconds, rounded up.")
        long latencyMedianMicros,
    @Describe("99 % of the requests had, rounded up; the last class begins above 10 s.")
        long latencyP99Micros) {}
