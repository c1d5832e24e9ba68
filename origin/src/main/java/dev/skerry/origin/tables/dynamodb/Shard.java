package dev.skerry.origin.tables.dynamodb;

import dev.skerry.origin.engine.Position;
import dev.skerry.origin.engine.Stamp;
import dev.skerry.origin.tables.StreamDescription;
import dev.skerry.origin.tables.error.TableException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The one shard that a stream has, and how places in it are numbered. */
final class Shard {
  static final int ID_LEAST = 28;
  static final int ID_MOST = 65;
  static final int NUMBER_LEAST = 21;
  static final int NUMBER_MOST = 40;

  /** A 1, the stamp and the index within its commit: all numbers are equally long, so in order. */
  private static final Pattern NUMBER = Pattern.compile("1([0-9]{19})([0-9]{6})");

  private static final int HIGHEST_INDEX = 999_999;

  private Shard() {}

  /** The name of a stream's shard. */
  static String id(StreamDescription stream) {
    return String.format(
        Locale.ROOT,
        "shardId-%020d-%08x",
        stream.stream().opened().toEpochMilli(),
        stream.number() & 0xFFFF_FFFFL);
  }

  /** The sequence number of a place. */
  static String number(Position place) {
    return String.format(
        Locale.ROOT, "1%019d%06d", place.stamp().number(), Math.min(place.index(), HIGHEST_INDEX));
  }

  /** The place of a sequence number. */
  static Position place(String number) {
    Matcher matcher = NUMBER.matcher(number);
    if (!matcher.matches()) {
      throw invalid(number);
    }
    try {
      return new Position(
          new Stamp(Long.parseLong(matcher.group(1))), Integer.parseInt(matcher.group(2)));
    } catch (NumberFormatException e) {
      throw invalid(number);
    }
  }

  private static TableException invalid(String number) {
    return TableException.validation("Invalid SequenceNumber: " + number);
  }

  /** The last place in front of another. */
  static Position before(Position place) {
    return place.index() == 0
        ? place.stamp().number() == 0
            ? Position.START
            : Position.after(new Stamp(place.stamp().number() - 1))
        : new Position(place.stamp(), place.index() - 1);
  }
}
