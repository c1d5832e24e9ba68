package dev.skerry.origin.tables.model.item;

import dev.skerry.origin.tables.model.schema.Key;
import dev.skerry.origin.tables.model.schema.Ref;
import dev.skerry.origin.tables.model.schema.TimeAs;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the form for a Java type. */
final class Codecs {
  private static final Map<Class<?>, Class<?>> BOXED =
      Map.of(
          int.class, Integer.class,
          long.class, Long.class,
          short.class, Short.class,
          byte.class, Byte.class,
          double.class, Double.class,
          float.class, Float.class,
          boolean.class, Boolean.class,
          char.class, Character.class);

  private Codecs() {}

  /**
   * The form of a type.
   *
   * @param time how times are kept
   * @return null if there is none, which the trail says then
   */
  static @Nullable Codec of(Type type, TimeAs.Form time, Trail trail) {
    @Nullable Codec found =
        switch (type) {
          case Class<?> plain -> plain(boxed(plain), time, trail);
          case ParameterizedType generic -> generic(generic, time, trail);
          default -> null;
        };
    if (found == null && trail.findings().isEmpty()) {
      trail.found("is of the type " + type.getTypeName() + ", which items cannot have");
    }
    return found;
  }

  static Class<?> boxed(Class<?> type) {
    return BOXED.getOrDefault(type, type);
  }

  private static @Nullable Codec plain(Class<?> type, TimeAs.Form time, Trail trail) {
    if (type == Instant.class) {
      return Texts.time(time);
    } else if (type == Boolean.class) {
      return new Flags();
    } else if (type == byte[].class || type == ByteBuffer.class) {
      return new Octets(type == ByteBuffer.class);
    } else if (type == Object.class) {
      return new AnyCodec();
    } else if (type.isRecord() && type != Key.class) {
      return new DocumentCodec(type.asSubclass(Record.class));
    } else if (type.isSealed() && !type.isEnum()) {
      return union(type, trail);
    }
    @Nullable Codec number = Numbers.of(type);
    return number == null ? Texts.of(type) : number;
  }

  private static @Nullable Codec union(Class<?> type, Trail trail) {
    List<DocumentCodec> cases = new ArrayList<>();
    for (Class<?> each : type.getPermittedSubclasses()) {
      if (!each.isRecord()) {
        trail.found("is a sealed type with " + each.getSimpleName() + ", which is no record");
        return null;
      }
      cases.add(new DocumentCodec(each.asSubclass(Record.class)));
    }
    return new UnionCodec(List.copyOf(cases));
  }

  private static @Nullable Codec generic(ParameterizedType type, TimeAs.Form time, Trail trail) {
    Type[] of = type.getActualTypeArguments();
    if (type.getRawType() == Ref.class) {
      return reference(of, time, trail);
    }
    if (type.getRawType() == Map.class && of[0] != String.class) {
      trail.found("is a map whose keys are no texts");
      return null;
    }
    @Nullable Codec element = of(of[of.length - 1], time, trail);
    if (element == null) {
      return null;
    } else if (type.getRawType() == List.class) {
      return new ListCodec(element);
    } else if (type.getRawType() == Map.class) {
      return new MapCodec(element);
    } else if (type.getRawType() == Set.class) {
      if (Set.of("S", "N").contains(element.type())
          || (element instanceof Octets octets && octets.buffers())) {
        return new SetCodec(element);
      }
      trail.found("is a set of what is no text, number or ByteBuffer; make it a list");
    }
    return null;
  }

  private static @Nullable Codec reference(Type[] of, TimeAs.Form time, Trail trail) {
    if (!(of[0] instanceof Class<?> target)) {
      return null;
    }
    if (of[1] instanceof ParameterizedType key && key.getRawType() == Key.class) {
      @Nullable Codec partition = of(key.getActualTypeArguments()[0], time, trail);
      @Nullable Codec sort = of(key.getActualTypeArguments()[1], time, trail);
      return partition == null || sort == null ? null : new RefCodec(target, partition, sort);
    }
    @Nullable Codec key = of(of[1], time, trail);
    return key == null ? null : new RefCodec(target, key, null);
  }
}
