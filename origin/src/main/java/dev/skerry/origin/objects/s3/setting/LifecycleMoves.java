package dev.skerry.origin.objects.s3.setting;

import dev.skerry.origin.objects.Moves;
import dev.skerry.origin.objects.StorageClass;
import dev.skerry.origin.objects.s3.error.S3Error;
import dev.skerry.origin.objects.s3.error.S3Exception;
import dev.skerry.origin.objects.s3.head.S3Dates;
import dev.skerry.origin.objects.s3.xml.XmlNode;
import dev.skerry.origin.objects.s3.xml.XmlText;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** To which storage classes a lifecycle rule moves its objects, read and written. */
final class LifecycleMoves {
  static final String TRANSITION = "Transition";
  static final String NONCURRENT = "NoncurrentVersionTransition";

  private static final String DAYS = "Days";
  private static final String DATE = "Date";
  private static final String OLD_DAYS = "NoncurrentDays";
  private static final String NEWER = "NewerNoncurrentVersions";
  private static final String CLASS = "StorageClass";

  /** What is seldom read is moved once it was kept for so long. */
  private static final int SELDOM_DAYS_LEAST = 30;

  private static final Set<StorageClass> SELDOM_READ =
      EnumSet.of(StorageClass.STANDARD_IA, StorageClass.ONEZONE_IA);

  private LifecycleMoves() {}

  /**
   * The moves of a rule.
   *
   * @param small whether objects go to archives that are too small to gain by it
   */
  static Moves of(XmlNode rule, boolean small) {
    List<Moves.Current> current =
        rule.all(TRANSITION).stream().map(LifecycleMoves::current).toList();
    List<Moves.Noncurrent> noncurrent =
        rule.all(NONCURRENT).stream().map(LifecycleMoves::noncurrent).toList();
    boolean dated = current.stream().anyMatch(move -> move.date() != null);
    if (dated && current.stream().anyMatch(move -> move.date() == null)) {
      throw mixed();
    }
    Map<StorageClass, Long> places = new EnumMap<>(StorageClass.class);
    for (Moves.Current move : current) {
      place(places, move.to(), place(move), TRANSITION);
    }
    places.clear();
    for (Moves.Noncurrent move : noncurrent) {
      place(places, move.to(), move.days(), NONCURRENT);
    }
    return current.isEmpty() && noncurrent.isEmpty()
        ? Moves.NONE
        : new Moves(current, noncurrent, small);
  }

  /** A number that grows with the moment at which a version moves. */
  static long place(Moves.Current move) {
    Instant date = move.date();
    return date == null ? move.days() : date.getEpochSecond();
  }

  static S3Exception mixed() {
    return S3Error.INVALID_REQUEST.exception(
        "Found mixed 'Date' and 'Days' based Expiration and Transition actions in lifecycle rule");
  }

  /** Notes a move: each class once, and the lower one the later. */
  private static void place(
      Map<StorageClass, Long> places, StorageClass to, long place, String action) {
    if (places.put(to, place) != null) {
      throw S3Error.INVALID_REQUEST.exception(
          "'StorageClass' must be different for '" + action + "' actions in same 'Rule'");
    }
    places.forEach(
        (other, at) -> {
          boolean wrong = other.compareTo(to) < 0 ? at >= place : at <= place;
          if (other != to && wrong) {
            throw S3Error.INVALID_ARGUMENT.exception(
                "'%s' actions must move objects to storage class '%s' later than to '%s'"
                    .formatted(
                        action,
                        other.compareTo(to) < 0 ? to : other,
                        other.compareTo(to) < 0 ? other : to));
          }
        });
  }

  private static Moves.Current current(XmlNode node) {
    node.only(Set.of(DAYS, DATE, CLASS), Set.of());
    StorageClass to = destination(node);
    if (node.child(DAYS).isPresent() == node.child(DATE).isPresent()) {
      throw S3Error.MALFORMED_XML.exception();
    }
    if (node.child(DATE).isPresent()) {
      return new Moves.Current(0, LifecycleActions.date(node.required(DATE)), to);
    }
    return new Moves.Current(days(node, DAYS, TRANSITION, to), null, to);
  }

  private static Moves.Noncurrent noncurrent(XmlNode node) {
    node.only(Set.of(OLD_DAYS, NEWER, CLASS), Set.of());
    StorageClass to = destination(node);
    return new Moves.Noncurrent(
        days(node, OLD_DAYS, NONCURRENT, to), LifecycleActions.newerKept(node, NONCURRENT), to);
  }

  private static StorageClass destination(XmlNode node) {
    return StorageClass.of(node.required(CLASS))
        .filter(StorageClass::isDestination)
        .orElseThrow(S3Error.MALFORMED_XML::exception);
  }

  private static int days(XmlNode node, String element, String action, StorageClass to) {
    int days = node.number(element).orElseThrow(S3Error.MALFORMED_XML::exception);
    if (days < 0) {
      throw S3Exception.argument(
          element,
          Integer.toString(days),
          "'" + element + "' for " + action + " action must be nonnegative");
    }
    if (days < SELDOM_DAYS_LEAST && SELDOM_READ.contains(to)) {
      throw S3Exception.argument(
          element,
          Integer.toString(days),
          "'%s' in %s action must be greater than or equal to %d for storageClass '%s'"
              .formatted(element, action, SELDOM_DAYS_LEAST, to));
    }
    return days;
  }

  static void write(Moves moves, XmlText xml) {
    for (Moves.Current move : moves.current()) {
      xml.open(TRANSITION);
      Instant date = move.date();
      if (date == null) {
        xml.element(DAYS, move.days());
      } else {
        xml.element(DATE, S3Dates.iso(date));
      }
      xml.element(CLASS, move.to().name()).close(TRANSITION);
    }
    for (Moves.Noncurrent move : moves.noncurrent()) {
      xml.open(NONCURRENT).element(OLD_DAYS, move.days());
      if (move.newerKept() > 0) {
        xml.element(NEWER, move.newerKept());
      }
      xml.element(CLASS, move.to().name()).close(NONCURRENT);
    }
  }
}
