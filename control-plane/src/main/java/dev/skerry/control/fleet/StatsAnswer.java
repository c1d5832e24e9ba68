package dev.skerry.control.fleet;

import dev.skerry.edge.admin.shape.Describe;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What the fleet serves, as the admin API tells of it. */
@Describe("What the fleet serves: means of the last ten seconds that are complete.")
record StatsAnswer(
    @Describe("Now.") Instant at,
    @Describe("Edges that can be told something now.") int edgesConnected,
    @Describe("Edges that there are.") int edgesKnown,
    @Describe("All together.") Figures total,
    @Describe("By site; at most 200, the others count under _other.") Map<String, Figures> sites,
    @Describe("By edge, of those that are connected and have been for some seconds.")
        Map<String, Figures> edges,
    @Describe("The last ten minutes by slots of five seconds, the oldest first; where asked for.")
        List<Figures> history) {}
