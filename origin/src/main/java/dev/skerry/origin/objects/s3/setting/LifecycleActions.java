package dev.skerry.origin.objects.s3.setting;

import dev.skerry.origin.objects.LifecycleRule;
import dev.skerry.origin.objects.LifecycleRule.Expiration;
import dev.skerry.origin.objects.LifecycleRule.Filter;
import dev.skerry.origin.objects.LifecycleRule.Noncurrent;
import dev.skerry.origin.objects.Moves;
import dev.skerry.origin.objects.s3.error.S3Error;
import dev.skerry.origin.objects.s3.error.S3Exception;
import dev.skerry.origin.objects.s3.head.S3Dates;
import dev.skerry.origin.objects.s3.xml.XmlNode;
import dev.skerry.origin.objects.s3.xml.XmlText;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a lifecycle rule does to its objects, read and written. */
final class LifecycleActions {
  static final String EXPIRATION = "Expiration";
  static final String NONCURRENT = "NoncurrentVersionExpiration";
  static final String ABORT = "AbortIncompleteMultipartUpload";

  private static final String DAYS = "Days";
  private static final String DATE = "Date";
  private static final String MARKERS = "ExpiredObjectDeleteMarker";
  private static final String OLD_DAYS = "NoncurrentDays";
  private static final String NEWER = "NewerNoncurrentVersions";
  private static final String ABORT_DAYS = "DaysAfterInitiation";
  private static final int NEWER_MAX = 100;

  private LifecycleActions() {}

  /**
   * What a rule does.
   *
   * @param small whether objects go to archives that are too small to gain by it
   */
  static LifecycleRule of(String id, Filter filter, XmlNode rule, boolean small) {
    Optional<XmlNode> expiration = rule.child(EXPIRATION);
    Optional<XmlNode> noncurrent = rule.child(NONCURRENT);
    Optional<XmlNode> abort = rule.child(ABORT);
    Moves moves = LifecycleMoves.of(rule, small);
    if (expiration.isEmpty()
        && noncurrent.isEmpty()
        && abort.isEmpty()
        && moves.equals(Moves.NONE)) {
      throw S3Error.INVALID_REQUEST.exception(
          "At least one action needs to be specified in a rule");
    }
    LifecycleRule read =
        new LifecycleRule(
            id,
            filter,
            expiration.map(node -> expiration(node, filter)).orElse(null),
            noncurrent.map(LifecycleActions::noncurrent).orElse(null),
            abort.map(node -> abortDays(node, filter)).orElse(0),
            moves);
    checkOrder(read);
    return read;
  }

  /** What moves must do so before it goes. */
  private static void checkOrder(LifecycleRule rule) {
    @Nullable Expiration expiration = rule.expiration();
    if (expiration != null && (expiration.days() > 0 || expiration.date() != null)) {
      Instant date = expiration.date();
      long end = date == null ? expiration.days() : date.getEpochSecond();
      for (Moves.Current move : rule.moves().current()) {
        if ((move.date() == null) != (date == null)) {
          throw LifecycleMoves.mixed();
        }
        requireLater(end, LifecycleMoves.place(move), EXPIRATION, LifecycleMoves.TRANSITION);
      }
    }
    @Nullable Noncurrent noncurrent = rule.noncurrent();
    if (noncurrent != null) {
      for (Moves.Noncurrent move : rule.moves().noncurrent()) {
        requireLater(noncurrent.days(), move.days(), NONCURRENT, LifecycleMoves.NONCURRENT);
      }
    }
  }

  private static void requireLater(long end, long move, String ending, String moving) {
    if (end <= move) {
      throw S3Error.INVALID_ARGUMENT.exception(
          "The %s action must be later than each %s action of its rule".formatted(ending, moving));
    }
  }

  private static Expiration expiration(XmlNode node, Filter filter) {
    node.only(Set.of(DAYS, DATE, MARKERS), Set.of());
    if (node.children().size() != 1) {
      throw S3Error.MALFORMED_XML.exception();
    }
    int days = positive(node, DAYS, EXPIRATION).orElse(0);
    return new Expiration(
        days, node.value(DATE).map(LifecycleActions::date).orElse(null), markers(node, filter));
  }

  private static boolean markers(XmlNode node, Filter filter) {
    String text = node.value(MARKERS).orElse("false");
    if (!text.equals("true") && !text.equals("false")) {
      throw S3Error.MALFORMED_XML.exception();
    }
    if (node.child(MARKERS).isPresent()) {
      refuse(filter, MARKERS);
    }
    return text.equals("true");
  }

  /** Refuses what has no tags and no size to be chosen by. */
  private static void refuse(Filter filter, String element) {
    if (!filter.tags().isEmpty()) {
      throw S3Error.INVALID_REQUEST.exception(element + " cannot be specified with Tags.");
    }
    if (filter.largerThan() != null || filter.smallerThan() != null) {
      throw S3Error.INVALID_REQUEST.exception(element + " cannot be specified with Object Size.");
    }
  }

  static Instant date(String text) {
    Instant date = S3Dates.parse(text).orElseThrow(S3Error.MALFORMED_XML::exception);
    if (!date.equals(date.truncatedTo(ChronoUnit.DAYS))) {
      throw S3Exception.argument(DATE, text, "'Date' must be at midnight GMT");
    }
    return date;
  }

  private static Noncurrent noncurrent(XmlNode node) {
    node.only(Set.of(OLD_DAYS, NEWER), Set.of());
    int days = positive(node, OLD_DAYS, NONCURRENT).orElseThrow(S3Error.MALFORMED_XML::exception);
    return new Noncurrent(days, newerKept(node, NONCURRENT));
  }

  static int newerKept(XmlNode node, String action) {
    int newer = positive(node, NEWER, action).orElse(0);
    if (newer > NEWER_MAX) {
      throw S3Exception.argument(
          NEWER,
          Integer.toString(newer),
          "'" + NEWER + "' for " + action + " action must not be more than " + NEWER_MAX);
    }
    return newer;
  }

  private static int abortDays(XmlNode node, Filter filter) {
    node.only(Set.of(ABORT_DAYS), Set.of());
    refuse(filter, ABORT);
    return positive(node, ABORT_DAYS, ABORT).orElseThrow(S3Error.MALFORMED_XML::exception);
  }

  private static Optional<Integer> positive(XmlNode node, String name, String action) {
    Optional<Integer> number = node.number(name);
    number.ifPresent(
        days -> {
          if (days <= 0) {
            throw S3Exception.argument(
                name,
                days.toString(),
                "'" + name + "' for " + action + " action must be a positive integer");
          }
        });
    return number;
  }

  static void write(LifecycleRule rule, XmlText xml) {
    @Nullable Expiration expiration = rule.expiration();
    if (expiration != null) {
      xml.open(EXPIRATION);
      if (expiration.days() > 0) {
        xml.element(DAYS, expiration.days());
      } else if (expiration.date() != null) {
        xml.element(DATE, S3Dates.iso(expiration.date()));
      } else {
        xml.element(MARKERS, expiration.markers());
      }
      xml.close(EXPIRATION);
    }
    @Nullable Noncurrent noncurrent = rule.noncurrent();
    if (noncurrent != null) {
      xml.open(NONCURRENT).element(OLD_DAYS, noncurrent.days());
      if (noncurrent.newerKept() > 0) {
        xml.element(NEWER, noncurrent.newerKept());
      }
      xml.close(NONCURRENT);
    }
    LifecycleMoves.write(rule.moves(), xml);
    if (rule.abortDays() > 0) {
      xml.open(ABORT).element(ABORT_DAYS, rule.abortDays()).close(ABORT);
    }
  }
}
