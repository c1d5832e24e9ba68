package dev.skerry.origin.tables.model.item;

import dev.skerry.origin.tables.model.schema.CreatedAt;
import dev.skerry.origin.tables.model.schema.Default;
import dev.skerry.origin.tables.model.schema.ExpiresAt;
import dev.skerry.origin.tables.model.schema.Hidden;
import dev.skerry.origin.tables.model.schema.Joined;
import dev.skerry.origin.tables.model.schema.Named;
import dev.skerry.origin.tables.model.schema.TimeAs;
import dev.skerry.origin.tables.model.schema.Transform;
import dev.skerry.origin.tables.model.schema.Transformation;
import dev.skerry.origin.tables.model.schema.UpdatedAt;
import dev.skerry.origin.tables.model.schema.Version;
import java.lang.annotation.Annotation;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads a component's declaration. */
final class Components {
  private Components() {}

  /** What a component is; null if it cannot be one, which the trail says then. */
  static @Nullable Component read(RecordComponent from, Trail trail) {
    @Nullable Codec codec = codec(from, trail);
    if (codec == null) {
      return null;
    }
    from.getAccessor().setAccessible(true);
    Stamp stamp = stamp(from, trail);
    @Nullable Joined joined = from.getAnnotation(Joined.class);
    boolean made = stamp != Stamp.NONE || joined != null;
    return new Component(
        from.getName(),
        Optional.ofNullable(from.getAnnotation(Named.class))
            .map(Named::value)
            .orElse(from.getName()),
        from.getAccessor(),
        codec,
        !made && !isNullable(from),
        fallback(from, codec, trail),
        Rules.of(from, codec, trail),
        traits(from, stamp, joined, trail));
  }

  private static Component.Traits traits(
      RecordComponent from, Stamp stamp, @Nullable Joined joined, Trail trail) {
    @Nullable ExpiresAt expires = from.getAnnotation(ExpiresAt.class);
    @Nullable Default fallback = from.getAnnotation(Default.class);
    return new Component.Traits(
        stamp,
        expires == null || expires.after().isEmpty() ? null : duration(expires.after(), trail),
        fallback != null && fallback.always(),
        from.isAnnotationPresent(Hidden.class),
        expires != null && expires.hidesExpired(),
        joined == null ? List.of() : List.of(joined.value()),
        joined == null ? "" : joined.separator());
  }

  private static @Nullable Duration duration(String text, Trail trail) {
    try {
      return Duration.parse(text);
    } catch (DateTimeParseException e) {
      trail.found("has @ExpiresAt after '" + text + "', which is no duration like P30D");
      return null;
    }
  }

  /** Any annotation of this name counts: programs use those of several libraries. */
  private static boolean isNullable(RecordComponent from) {
    return Stream.of(from.getAnnotatedType().getAnnotations(), from.getAnnotations())
        .flatMap(Arrays::stream)
        .map(Annotation::annotationType)
        .anyMatch(type -> type.getSimpleName().equals("Nullable"));
  }

  private static @Nullable Codec codec(RecordComponent from, Trail trail) {
    @Nullable TimeAs as = from.getAnnotation(TimeAs.class);
    TimeAs.Form time = as == null ? TimeAs.Form.MILLISECONDS : as.value();
    if (from.isAnnotationPresent(ExpiresAt.class)) {
      time = TimeAs.Form.SECONDS;
    }
    @Nullable Transform transform = from.getAnnotation(Transform.class);
    return transform == null
        ? Codecs.of(from.getGenericType(), time, trail)
        : transformed(transform.value(), time, trail);
  }

  @SuppressWarnings("unchecked") // a transformation of another type fails when used, and says so
  private static @Nullable Codec transformed(
      Class<? extends Transformation<?, ?>> type, TimeAs.Form time, Trail trail) {
    @Nullable Type kept =
        Arrays.stream(type.getGenericInterfaces())
            .filter(each -> each instanceof ParameterizedType)
            .map(ParameterizedType.class::cast)
            .filter(each -> each.getRawType() == Transformation.class)
            .map(each -> each.getActualTypeArguments()[1])
            .findFirst()
            .orElse(null);
    if (kept == null) {
      trail.found("names " + type.getName() + ", which does not itself implement Transformation");
      return null;
    }
    @Nullable Codec codec = Codecs.of(kept, time, trail);
    @Nullable Transformation<?, ?> made = Instances.<Transformation<?, ?>>make(type, trail);
    return codec == null || made == null
        ? null
        : new TransformedCodec((Transformation<Object, Object>) made, codec);
  }

  private static @Nullable Supplier<?> fallback(RecordComponent from, Codec codec, Trail trail) {
    @Nullable Default annotation = from.getAnnotation(Default.class);
    if (annotation == null) {
      return null;
    }
    if (annotation.by() != Default.None.class) {
      return Instances.<Supplier<?>>make(annotation.by(), trail);
    }
    Codec parsed = codec;
    if (codec instanceof TransformedCodec) {
      parsed =
          Objects.requireNonNullElse(
              Codecs.of(from.getGenericType(), TimeAs.Form.MILLISECONDS, trail), codec);
    }
    Object value = Rules.parse(annotation.value(), parsed, trail);
    return () -> value;
  }

  private static Stamp stamp(RecordComponent from, Trail trail) {
    Class<?> type = Codecs.boxed(from.getType());
    Stamp stamp = Stamp.NONE;
    if (from.isAnnotationPresent(CreatedAt.class)) {
      stamp = Stamp.CREATED;
    } else if (from.isAnnotationPresent(UpdatedAt.class)) {
      stamp = Stamp.UPDATED;
    } else if (from.isAnnotationPresent(ExpiresAt.class)) {
      stamp = Stamp.EXPIRES;
    } else if (from.isAnnotationPresent(Version.class)) {
      stamp = Stamp.VERSION;
    }
    boolean fits =
        switch (stamp) {
          case NONE -> true;
          case CREATED, UPDATED -> type == Instant.class || type == Long.class;
          case EXPIRES -> type == Instant.class;
          case VERSION -> type == Long.class;
        };
    if (!fits) {
      trail.found("is of the type " + type.getSimpleName() + ", which its annotation cannot set");
    }
    return stamp;
  }
}
