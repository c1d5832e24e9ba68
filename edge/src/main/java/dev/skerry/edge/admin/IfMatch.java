package dev.skerry.edge.admin;

import dev.skerry.http.FieldNames;
import dev.skerry.http.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The versions of a thing of which a call is true (RFC 9110 §13.1.1), by their entity tags, without
 * quotes.
 *
 * @param tags null where the call says nothing; the one tag {@code *} for any
 */
public record IfMatch(@Nullable List<String> tags) {
  /** Says nothing. */
  static final IfMatch ABSENT = new IfMatch(null);

  private static final Pattern TAG = Pattern.compile("(?:W/)?\"([\\x21\\x23-\\x7E]*)\"|(\\*)");

  static IfMatch of(Fields fields) throws ProblemException {
    List<String> lines = fields.all(FieldNames.IF_MATCH);
    return lines.isEmpty() ? ABSENT : new IfMatch(tags(String.join(",", lines)));
  }

  /** The tags of a list of them. */
  static List<String> tags(String list) throws ProblemException {
    List<String> tags = new ArrayList<>();
    for (String each : list.split(",", -1)) {
      Matcher tag = TAG.matcher(each.strip());
      if (!tag.matches()) {
        throw new ProblemException(
            Problem.INVALID_REQUEST, "expected entity tags, as \"v17\", found " + each.strip());
      }
      tags.add(Optional.ofNullable(tag.group(1)).orElse("*"));
    }
    return tags;
  }

  /** Whether the call says anything. */
  public boolean isGiven() {
    return tags != null;
  }

  /** Whether what it says is true of that version, as it is where it says nothing. */
  public boolean matches(String tag) {
    return tags == null || tags.contains(tag) || tags.contains("*");
  }

  /** Refuses a call that is meant for another version. */
  public void check(String tag) throws ProblemException {
    if (!matches(tag)) {
      throw new ProblemException(
          Problem.PRECONDITION_FAILED, "it is \"%s\" now, not what If-Match says".formatted(tag));
    }
  }

  /** Refuses also a call that does not say for which it is meant. */
  public void require(String tag) throws ProblemException {
    if (!isGiven()) {
      throw new ProblemException(
          Problem.PRECONDITION_REQUIRED,
          "say in If-Match which version you know: \"%s\" is the one now".formatted(tag));
    }
    check(tag);
  }
}
