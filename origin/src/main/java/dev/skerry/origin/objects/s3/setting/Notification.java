package dev.skerry.origin.objects.s3.setting;

import dev.skerry.origin.objects.s3.error.S3Error;
import dev.skerry.origin.objects.s3.error.S3Exception;
import dev.skerry.origin.objects.s3.xml.XmlNode;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One destination and what it is told.
 *
 * @param id its name within the bucket; empty where it was sent without one
 * @param arn of the destination
 * @param events types of events, without {@code *}
 */
record Notification(
    Optional<String> id, Kind kind, String arn, Set<String> events, KeyFilter filter) {
  private static final String ID = "Id";
  private static final String EVENT = "Event";
  private static final int ID_CHARS_MAX = 255;
  private static final Pattern ARN =
      Pattern.compile("arn:(?:aws|aws-cn|aws-us-gov):([a-z]+):([a-z0-9-]*):([0-9]*):(.+)");

  /** What a destination is. */
  enum Kind {
    /** A topic of SNS. */
    TOPIC("TopicConfiguration", "Topic", "sns"),
    /** A queue of SQS. */
    QUEUE("QueueConfiguration", "Queue", "sqs"),
    /** A function of Lambda. */
    FUNCTION("CloudFunctionConfiguration", "CloudFunction", "lambda");

    final String configuration;
    private final String element;
    private final String service;

    Kind(String configuration, String element, String service) {
      this.configuration = configuration;
      this.element = element;
      this.service = service;
    }

    /** As it is called where it is missing. */
    String word() {
      return switch (this) {
        case TOPIC -> "topic";
        case QUEUE -> "queue";
        case FUNCTION -> "function";
      };
    }
  }

  /**
   * Reads a configuration of a kind.
   *
   * @param region where its destination has to be
   */
  static Notification of(Kind kind, XmlNode node, String region) {
    node.only(Set.of(ID, kind.element, "Filter"), Set.of(EVENT));
    Optional<String> id = node.value(ID).filter(text -> !text.isEmpty());
    if (id.isPresent() && id.get().length() > ID_CHARS_MAX) {
      throw S3Exception.argument(ID, id.get(), "ID length should not exceed allowed limit of 255");
    }
    Set<String> events = new TreeSet<>();
    for (XmlNode event : node.all(EVENT)) {
      events.addAll(EventTypes.named(event.text().strip()));
    }
    if (events.isEmpty()) {
      throw S3Error.MALFORMED_XML.exception();
    }
    String arn = node.required(kind.element);
    check(kind, arn, region);
    return new Notification(id, kind, arn, events, KeyFilter.of(node));
  }

  private static void check(Kind kind, String arn, String region) {
    Matcher parts = ARN.matcher(arn);
    if (!parts.matches() || !parts.group(1).equals(kind.service)) {
      throw S3Exception.argument(kind.element, arn, "The ARN is not well formed");
    }
    if (!parts.group(2).equals(region)) {
      throw S3Exception.argument(
          kind.element,
          arn,
          "The notification destination service region is not valid for the bucket location"
              + " constraint");
    }
  }

  /** Refuses two that would tell of one event twice. */
  static void checkApart(List<Notification> all) {
    for (int i = 0; i < all.size(); i++) {
      for (Notification other : all.subList(0, i)) {
        all.get(i).checkApart(other);
      }
    }
  }

  private void checkApart(Notification other) {
    if (Collections.disjoint(events, other.events) || !filter.overlaps(other.filter)) {
      return;
    }
    boolean unfiltered = filter.equals(KeyFilter.ALL) && other.filter.equals(KeyFilter.ALL);
    throw S3Error.INVALID_ARGUMENT.exception(
        unfiltered
            ? "Configurations overlap. Configurations on the same bucket cannot share a common"
                + " event type."
            : "Configuration is ambiguously defined. Cannot have overlapping suffixes in two rules"
                + " if the prefixes are overlapping for the same event type.");
  }
}
