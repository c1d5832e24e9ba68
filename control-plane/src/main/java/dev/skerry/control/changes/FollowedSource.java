package dev.skerry.control.changes;

import dev.skerry.edge.admin.shape.Describe;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How a part of the origin is followed, as the admin API tells it. */
@Describe("A part of the origin whose changes are purged.")
public record FollowedSource(
    @Describe("Which: tables or objects.") String source,
    @Describe("Whether a site asks for it (purged-by).") boolean asked,
    @Describe("Changes that were purged since the start.") long changes,
    @Describe("Purges that they became.") long purges,
    @Describe("For how many milliseconds the oldest change has waited that is not purged yet.")
        long lagMs,
    @Describe("Milliseconds from the commit of the latest change until all edges had purged it.")
        @Nullable Long goneMs,
    @Describe("Why changes cannot be purged now; null where they can.") @Nullable Failing failing) {
  @Describe("That changes cannot be purged now; it is tried again.")
  record Failing(String cause, Instant since, int failures) {}
}
