package dev.skerry.origin.tables.model.item;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The form of values that are one text: also numbers, which DynamoDB sends as texts.
 *
 * @param type {@code S} or {@code N}
 * @param expected what a value is, to be read after {@code is no}
 * @param write the text of a value; throws {@link IllegalArgumentException} saying what is wrong
 * @param read the value of a text; throws some runtime exception if it is none
 * @param parse the value of a text as a program writes it
 */
record ScalarCodec(
    String type,
    String expected,
    Function<Object, String> write,
    Function<String, Object> read,
    Function<String, Object> parse)
    implements Codec {

  /** Of texts. */
  static ScalarCodec text(
      String expected, Function<Object, String> write, Function<String, Object> read) {
    return new ScalarCodec("S", expected, write, read, read);
  }

  @Override
  public @Nullable AttributeValue encode(Object value, Trail trail) {
    try {
      String text = write.apply(value);
      return type.equals("S") ? AttributeValue.fromS(text) : AttributeValue.fromN(text);
    } catch (IllegalArgumentException e) {
      trail.found(String.valueOf(e.getMessage()));
      return null;
    }
  }

  @Override
  public @Nullable Object decode(AttributeValue kept, Trail trail) {
    @Nullable String text = type.equals("S") ? kept.s() : kept.n();
    if (text == null) {
      trail.found("is of type " + kept.type() + ", not " + type);
      return null;
    }
    try {
      return read.apply(text);
    } catch (RuntimeException e) {
      trail.found("is no " + expected + ": " + text);
      return null;
    }
  }
}
