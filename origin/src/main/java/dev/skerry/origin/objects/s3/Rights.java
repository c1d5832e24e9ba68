package dev.skerry.origin.objects.s3;

import dev.skerry.http.HttpDate;
import dev.skerry.origin.access.signature.Place;
import dev.skerry.origin.objects.Bucket;
import dev.skerry.origin.objects.ObjectVersion;
import dev.skerry.origin.objects.policy.Action;
import dev.skerry.origin.objects.policy.Authorization;
import dev.skerry.origin.objects.policy.BucketRules;
import dev.skerry.origin.objects.policy.Question;
import dev.skerry.origin.objects.policy.RequestFacts;
import dev.skerry.origin.objects.policy.SignedBy;
import dev.skerry.origin.objects.policy.Verdict;
import dev.skerry.origin.objects.s3.error.S3Error;
import dev.skerry.origin.objects.s3.error.S3Exception;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What one call may do to one bucket and the objects in it, by what the bucket said at one moment.
 *
 * <p>Every refusal is {@code AccessDenied}, and says no more.
 */
final class Rights {
  private static final Map<String, Action> ACTIONS =
      Arrays.stream(Action.values())
          .collect(Collectors.toUnmodifiableMap(Action::actionName, Function.identity()));

  private static final DateTimeFormatter SIGNED_AT =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'");

  private static final String LIST = "s3:ListBucket";

  private final Ask ask;
  private final Bucket bucket;
  private final BucketRules rules;
  private final AccessRows rows;

  Rights(Ask ask, Bucket bucket, BucketRules rules, AccessRows rows) {
    this.ask = ask;
    this.bucket = bucket;
    this.rules = rules;
    this.rows = rows;
  }

  Bucket bucket() {
    return bucket;
  }

  /** What the bucket says. */
  BucketRules rules() {
    return rules;
  }

  /** Who asks is the account that the bucket belongs to. */
  boolean own() {
    return bucket.owner().equals(ask.caller().accountId());
  }

  /**
   * Whether nothing that is in the bucket can be the caller's to change: of somebody unknown, where
   * no policy and no list of the bucket lets anybody in.
   */
  boolean surelyNone() {
    return ask.caller().identity() == null
        && rules.policy() == null
        && !may("s3:PutObject", Subject.of(""));
  }

  /** Returns if an action may be done to the bucket. */
  void require(String action) {
    check(Authorization.decide(question(action, null)));
  }

  /** Returns if an action may be done to a key. */
  void require(String action, Subject subject) {
    check(Authorization.decide(question(action, subject)));
  }

  /** Returns if an action may be done to a version that was found under the call's key. */
  void require(String action, Subject subject, ObjectVersion found) {
    require(action, subject.found(found, rows));
  }

  /**
   * Returns if an action may be done to an upload in parts.
   *
   * @param initiator the canonical id of who began it
   */
  void requireOfUpload(String action, Subject subject, String initiator) {
    check(Authorization.decide(question(action, subject), initiator));
  }

  boolean may(String action, Subject subject) {
    return Authorization.decide(question(action, subject)).allowed();
  }

  /**
   * The error where what is asked for is not there: that it is not, for who may list the bucket;
   * for all others that they may not know.
   */
  S3Exception missing(String action, Subject subject, S3Exception absent) {
    boolean told =
        switch (Authorization.decide(question(action, subject))) {
          case DENIED_BY_POLICY, DENIED_BY_PUBLIC_ACCESS_BLOCK -> false;
          case NOT_GRANTED, ALLOWED_BY_ACL, ALLOWED_BY_OWNERSHIP, ALLOWED_BY_POLICY ->
              Authorization.decide(question(LIST, null)).allowed();
        };
    return told ? absent : S3Error.ACCESS_DENIED.exception();
  }

  private static void check(Verdict verdict) {
    if (!verdict.allowed()) {
      throw S3Error.ACCESS_DENIED.exception();
    }
  }

  private Question question(String name, @Nullable Subject subject) {
    Action action = ACTIONS.get(name);
    if (action == null) {
      throw S3Error.NOT_IMPLEMENTED.exception("Skerry does not have the action " + name);
    }
    return new Question(
        ask.caller().requester(),
        action,
        rules,
        subject == null ? null : subject.key(),
        subject == null ? null : subject.object(),
        facts(subject));
  }

  private RequestFacts facts(@Nullable Subject subject) {
    return new RequestFacts(
        ask.now(),
        ask.call().client(),
        ask.call().head().scheme().equals("https"),
        this::signature,
        ask::field,
        name -> parameter(name, subject),
        subject == null ? Map::of : subject.existing(),
        subject == null ? Map::of : subject.sent());
  }

  private @Nullable String parameter(String name, @Nullable Subject subject) {
    return name.equals("versionId")
        ? subject == null ? null : subject.versionId()
        : ask.query().value(name).orElse(null);
  }

  private Optional<SignedBy> signature() {
    Place place = ask.caller().place();
    if (place == null) {
      return Optional.empty();
    }
    String type =
        switch (place) {
          case HEADER -> "REST-HEADER";
          case QUERY -> "REST-QUERY-STRING";
          case FORM -> "POST";
        };
    boolean version4 =
        switch (place) {
          case HEADER -> !String.valueOf(ask.field("authorization")).startsWith("AWS ");
          case QUERY -> ask.query().has("X-Amz-Algorithm");
          case FORM -> ask.field("x-amz-algorithm") != null;
        };
    if (!version4) {
      String date = ask.field("x-amz-date");
      return Optional.of(
          new SignedBy("AWS", type, ageOfDate(date == null ? ask.field("date") : date)));
    }
    String date =
        place == Place.QUERY
            ? ask.query().value("X-Amz-Date").orElse(null)
            : ask.field("x-amz-date");
    return Optional.of(new SignedBy("AWS4-HMAC-SHA256", type, age(date)));
  }

  private long ageOfDate(@Nullable String date) {
    long millis = HttpDate.parse(date, ask.now().toEpochMilli());
    return millis == HttpDate.INVALID ? age(date) : Math.max(0, ask.now().toEpochMilli() - millis);
  }

  private long age(@Nullable String date) {
    try {
      Instant signed =
          date == null ? ask.now() : LocalDateTime.parse(date, SIGNED_AT).toInstant(ZoneOffset.UTC);
      return Math.max(0, Duration.between(signed, ask.now()).toMillis());
    } catch (DateTimeParseException e) {
      return 0;
    }
  }
}
