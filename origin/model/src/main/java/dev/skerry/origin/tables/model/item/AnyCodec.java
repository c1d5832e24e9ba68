package dev.skerry.origin.tables.model.item;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The form of {@link Object}: texts, numbers, booleans, octets, and lists, sets and maps of them.
 * Numbers come back as {@link BigDecimal}, octets as {@code byte[]}.
 */
record AnyCodec() implements Codec {
  private static final ScalarCodec NUMBER = numbers();

  private static ScalarCodec numbers() {
    return Objects.requireNonNull(Numbers.of(Number.class));
  }

  @Override
  public String type() {
    return "any";
  }

  @Override
  public @Nullable AttributeValue encode(Object value, Trail trail) {
    return switch (value) {
      case String text -> AttributeValue.fromS(text);
      case Number number -> NUMBER.encode(number, trail);
      case Boolean flag -> AttributeValue.fromBool(flag);
      case byte[] octets -> new Octets(false).encode(octets, trail);
      case ByteBuffer octets -> new Octets(true).encode(octets, trail);
      case List<?> list -> new ListCodec(this).encode(list, trail);
      case Map<?, ?> map -> new MapCodec(this).encode(map, trail);
      case Set<?> set when set.isEmpty() -> null;
      case Set<?> set -> encodeSet(set, trail);
      default -> {
        trail.found("is a " + value.getClass().getName() + ", which items cannot have");
        yield null;
      }
    };
  }

  private @Nullable AttributeValue encodeSet(Set<?> set, Trail trail) {
    for (Class<?> kind : List.of(String.class, Number.class, ByteBuffer.class)) {
      if (set.stream().allMatch(kind::isInstance)) {
        return new SetCodec(scalar(kind)).encode(set, trail);
      }
    }
    trail.found("must be a set of texts, of numbers or of byte buffers");
    return null;
  }

  private static Codec scalar(Class<?> kind) {
    if (kind == String.class) {
      return ScalarCodec.text("text", Object::toString, text -> text);
    }
    return kind == Number.class ? NUMBER : new Octets(true);
  }

  @Override
  public @Nullable Object decode(AttributeValue kept, Trail trail) {
    return switch (kept.type()) {
      case S -> kept.s();
      case N -> NUMBER.decode(kept, trail);
      case BOOL -> kept.bool();
      case B -> kept.b().asByteArray();
      case L -> new ListCodec(this).decode(kept, trail);
      case M -> new MapCodec(this).decode(kept, trail);
      case SS -> Set.copyOf(kept.ss());
      case NS -> new SetCodec(NUMBER).decode(kept, trail);
      case BS -> new SetCodec(new Octets(true)).decode(kept, trail);
      case NUL, UNKNOWN_TO_SDK_VERSION -> null;
    };
  }
}
