package dev.skerry.origin.objects.policy;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The buckets and objects of which a statement speaks.
 *
 * @param patterns of {@code BUCKET} and {@code BUCKET/KEY}: what follows {@code arn:aws:s3:::}
 * @param negated whether it speaks of all others: NotResource
 * @param bucketItself whether the bucket can be among them
 * @param objects whether any of its objects can
 */
record Resources(List<Template> patterns, boolean negated, boolean bucketItself, boolean objects) {
  private static final String PREFIX = "arn:aws:s3:::";
  private static final String INVALID = "Policy has invalid resource";

  /** Reads the patterns of a bucket's policy; refuses what can be of no such bucket. */
  static Resources read(Json json, String bucket, boolean negated, boolean variables) {
    List<Template> patterns =
        json.oneOrMore().stream().map(value -> pattern(value, bucket, variables)).toList();
    if (patterns.isEmpty()) {
      throw PolicyException.malformedPolicy(INVALID);
    }
    return new Resources(
        patterns,
        negated,
        negated || patterns.stream().anyMatch(pattern -> pattern.widest().matches(bucket)),
        negated || patterns.stream().anyMatch(pattern -> pattern.widest().mayBegin(bucket + '/')));
  }

  private static Template pattern(Json value, String bucket, boolean variables) {
    if (!(value instanceof Json.Text(String text))) {
      throw PolicyException.malformedPolicy(INVALID);
    }
    if (text.equals("*")) {
      return Template.read(text, true, false);
    }
    if (!text.startsWith(PREFIX)) {
      throw PolicyException.malformedPolicy(INVALID);
    }
    Template template = Template.read(text.substring(PREFIX.length()), true, variables);
    Glob widest = template.widest();
    if (!widest.matches(bucket) && !widest.mayBegin(bucket + '/')) {
      throw PolicyException.malformedPolicy(INVALID);
    }
    return template;
  }

  /** Whether an action can be done to any of them. */
  boolean mayTake(Action action) {
    return switch (action.on()) {
      case ACCOUNT -> false;
      case BUCKET -> bucketItself;
      case OBJECT -> objects;
    };
  }

  boolean include(Question question) {
    @Nullable String key = question.key();
    String bucket = question.bucket().bucket();
    String asked = key == null ? bucket : bucket + '/' + key;
    for (Template pattern : patterns) {
      Glob glob = pattern.fill(question);
      if (glob != null && glob.matches(asked)) {
        return !negated;
      }
    }
    return negated;
  }
}
