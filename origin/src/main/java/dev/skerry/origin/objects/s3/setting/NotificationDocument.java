package dev.skerry.origin.objects.s3.setting;

import dev.skerry.origin.objects.s3.error.S3Error;
import dev.skerry.origin.objects.s3.error.S3Exception;
import dev.skerry.origin.objects.s3.xml.XmlNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Whom a bucket is to tell of what happens to its objects ("PutBucketNotificationConfiguration" in
 * the Amazon S3 API reference).
 *
 * @param eventBridge whether it is to tell an event bus of everything
 */
public record NotificationDocument(List<Notification> notifications, boolean eventBridge) {
  /** The element that it is. */
  public static final String ROOT = "NotificationConfiguration";

  private static final String EVENT_BRIDGE = "EventBridgeConfiguration";
  private static final int NOTIFICATIONS_MAX = 100;
  private static final Set<String> OFTEN =
      Set.of(
          Notification.Kind.TOPIC.configuration,
          Notification.Kind.QUEUE.configuration,
          Notification.Kind.FUNCTION.configuration);

  /** Keeps a copy of the list. */
  public NotificationDocument {
    notifications = List.copyOf(notifications);
  }

  /**
   * Reads a configuration.
   *
   * @param region where its destinations have to be
   * @throws S3Exception {@code MalformedXML}; {@code InvalidArgument} that names what cannot be
   */
  public static NotificationDocument of(XmlNode root, String region) {
    root.named(ROOT).only(Set.of(EVENT_BRIDGE), OFTEN);
    List<Notification> all = new ArrayList<>();
    for (Notification.Kind kind : Notification.Kind.values()) {
      for (XmlNode each : root.all(kind.configuration)) {
        all.add(Notification.of(kind, each, region));
      }
    }
    if (all.size() > NOTIFICATIONS_MAX) {
      throw S3Error.INVALID_ARGUMENT.exception(
          "%d notification configurations provided, a bucket can have %d at most"
              .formatted(all.size(), NOTIFICATIONS_MAX));
    }
    checkIds(all);
    Notification.checkApart(all);
    return new NotificationDocument(all, root.child(EVENT_BRIDGE).isPresent());
  }

  private static void checkIds(List<Notification> all) {
    Set<String> taken = new HashSet<>();
    for (Notification each : all) {
      if (each.id().isPresent() && !taken.add(each.id().get())) {
        throw S3Error.INVALID_ARGUMENT.exception(
            "Same ID used for multiple configurations. IDs must be unique");
      }
    }
  }

  /** Whether nobody is to be told. */
  public boolean isEmpty() {
    return notifications.isEmpty() && !eventBridge;
  }

  /** That there is none of its destinations: each is named, with what it should be. */
  public S3Exception unknownDestinations() {
    S3Exception unknown =
        S3Error.INVALID_ARGUMENT.exception(
            "Unable to validate the following destination configurations: Skerry has no topics,"
                + " queues, functions or event buses that it could notify");
    int number = 0;
    for (Notification each : notifications) {
      number++;
      unknown
          .with("ArgumentName" + number, each.arn())
          .with(
              "ArgumentValue" + number,
              "The destination %s does not exist".formatted(each.kind().word()));
    }
    if (eventBridge) {
      number++;
      unknown
          .with("ArgumentName" + number, EVENT_BRIDGE)
          .with("ArgumentValue" + number, "The destination event bus does not exist");
    }
    return unknown;
  }
}
