package dev.skerry.origin.objects.s3.setting;

import dev.skerry.origin.objects.s3.error.S3Exception;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a bucket can tell of: a closed list ("Supported event types for SQS, SNS, and Lambda" in the
 * Amazon S3 user guide), some of them in families that {@code *} stands for.
 */
final class EventTypes {
  private static final Set<String> ALONE =
      Set.of(
          "s3:IntelligentTiering",
          "s3:LifecycleTransition",
          "s3:ObjectAcl:Put",
          "s3:ObjectRetention:Put",
          "s3:ReducedRedundancyLostObject");

  private static final Map<String, Set<String>> FAMILIES =
      Map.of(
          "s3:LifecycleExpiration:", Set.of("Delete", "DeleteMarkerCreated"),
          "s3:ObjectAnnotation:", Set.of("Delete", "Put"),
          "s3:ObjectCreated:", Set.of("CompleteMultipartUpload", "Copy", "Post", "Put"),
          "s3:ObjectRemoved:", Set.of("Delete", "DeleteMarkerCreated"),
          "s3:ObjectRestore:", Set.of("Completed", "Delete", "Post"),
          "s3:ObjectTagging:", Set.of("Delete", "Put"),
          "s3:Replication:",
              Set.of(
                  "OperationFailedReplication",
                  "OperationMissedThreshold",
                  "OperationNotTracked",
                  "OperationReplicatedAfterThreshold"));

  private EventTypes() {}

  /**
   * The types that a name stands for: one, or all of a family.
   *
   * @throws S3Exception {@code InvalidArgument} for a name that stands for none
   */
  static Set<String> named(String name) {
    if (ALONE.contains(name)) {
      return Set.of(name);
    }
    String family = name.substring(0, name.lastIndexOf(':') + 1);
    String member = name.substring(family.length());
    @Nullable Set<String> members = FAMILIES.get(family);
    if (members != null && member.equals("*")) {
      return members.stream().map(family::concat).collect(Collectors.toCollection(TreeSet::new));
    }
    if (members != null && members.contains(member)) {
      return Set.of(name);
    }
    throw S3Exception.argument(
        "Event", name, "A specified event is not supported for notifications.");
  }
}
