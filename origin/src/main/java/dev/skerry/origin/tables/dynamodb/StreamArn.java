package dev.skerry.origin.tables.dynamodb;

import dev.skerry.origin.tables.ForeignResource;
import dev.skerry.origin.tables.StreamDescription;
import dev.skerry.origin.tables.Streams;
import dev.skerry.origin.tables.TableArn;
import dev.skerry.origin.tables.Tables;
import dev.skerry.origin.tables.error.ErrorType;
import dev.skerry.origin.tables.error.TableException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The ARN of a stream.
 *
 * @param text as it came
 * @param table the ARN of its table
 * @param place what tells it among the streams of the region and account
 */
record StreamArn(String text, String table, Streams.Place place) {
  static final int LEAST = 37;
  static final int MOST = 1024;

  private static final Pattern FORM =
      Pattern.compile(
          "(arn:[a-z-]+:dynamodb:[a-z0-9-]+:[0-9]{12}:table/([a-zA-Z0-9_.-]+))/stream/"
              + "([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\\.[0-9]{3})");

  /** Reads an ARN. */
  static StreamArn parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw TableException.validation("Invalid StreamArn");
    }
    try {
      return new StreamArn(
          text,
          matcher.group(1),
          new Streams.Place(matcher.group(2), Instant.parse(matcher.group(3) + "Z")));
    } catch (DateTimeException e) {
      throw TableException.validation("Invalid StreamArn");
    }
  }

  /** The stream, which is refused when it cannot be found. */
  StreamDescription find(Tables tables) {
    TableArn named = TableArn.find(table);
    if (named != null && !named.account().equals(tables.settings().account())) {
      throw new ForeignResource(text);
    }
    @Nullable StreamDescription stream =
        table.equals(tables.settings().arn(place.tableName()))
            ? tables.streams().find(place.tableName(), place.opened())
            : null;
    if (stream == null) {
      throw new TableException(
          ErrorType.RESOURCE_NOT_FOUND,
          "Requested resource not found: Stream: " + text + " not found");
    }
    return stream;
  }
}
