package dev.skerry.origin.tables.model.item;

import dev.skerry.origin.tables.model.schema.TimeAs;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The forms of what is kept as one text, and of times. */
final class Texts {
  private static final DateTimeFormatter ISO =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private Texts() {}

  /** The form of a type; null if it is none of these. */
  static @Nullable ScalarCodec of(Class<?> type) {
    if (type == String.class) {
      return ScalarCodec.text("text", Object::toString, text -> text);
    } else if (type == UUID.class) {
      return ScalarCodec.text("UUID", Object::toString, UUID::fromString);
    } else if (type == URI.class) {
      return ScalarCodec.text("URI", Object::toString, URI::create);
    } else if (type == LocalDate.class) {
      return ScalarCodec.text("date", Object::toString, LocalDate::parse);
    } else if (type == LocalDateTime.class) {
      return ScalarCodec.text("date and time", Object::toString, LocalDateTime::parse);
    } else if (type == Duration.class) {
      return ScalarCodec.text("duration", Object::toString, Duration::parse);
    } else if (type == Character.class) {
      return ScalarCodec.text("character", Object::toString, Texts::character);
    } else if (type.isEnum()) {
      return constant(type);
    }
    return null;
  }

  private static Object character(String text) {
    if (text.length() != 1) {
      throw new IllegalArgumentException(text);
    }
    return text.charAt(0);
  }

  private static ScalarCodec constant(Class<?> type) {
    Object[] constants = type.getEnumConstants();
    return ScalarCodec.text(
        type.getSimpleName(),
        value -> ((Enum<?>) value).name(),
        text ->
            Arrays.stream(constants)
                .filter(constant -> ((Enum<?>) constant).name().equals(text))
                .findFirst()
                .orElseThrow());
  }

  /** The form of times. */
  static ScalarCodec time(TimeAs.Form form) {
    return switch (form) {
      case ISO ->
          new ScalarCodec(
              "S", "time", value -> ISO.format((Instant) value), Instant::parse, Instant::parse);
      case SECONDS ->
          new ScalarCodec(
              "N",
              "number of seconds",
              value -> Long.toString(((Instant) value).getEpochSecond()),
              text -> Instant.ofEpochSecond(Long.parseLong(text)),
              Instant::parse);
      case MILLISECONDS ->
          new ScalarCodec(
              "N",
              "number of milliseconds",
              value -> Long.toString(((Instant) value).toEpochMilli()),
              text -> Instant.ofEpochMilli(Long.parseLong(text)),
              Instant::parse);
    };
  }

  /** The time as the forms keep it. */
  static Instant kept(Instant time) {
    return time.truncatedTo(ChronoUnit.MILLIS);
  }
}
