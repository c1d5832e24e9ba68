package dev.skerry.handler.js;

import dev.skerry.handler.web.Arguments;
import org.graalvm.polyglot.Value;

/** Arguments as GraalJS gives them. */
final class JsArguments implements Arguments {
  private final Value[] values;

  JsArguments(Value... values) {
    this.values = values;
  }

  @Override
  public int count() {
    return values.length;
  }

  @Override
  public boolean isNull(int index) {
    return values[index].isNull();
  }

  @Override
  public String text(int index) {
    return values[index].asString();
  }

  @Override
  public int number(int index) {
    return values[index].asInt();
  }

  @Override
  public boolean flag(int index) {
    return values[index].asBoolean();
  }

  @Override
  public byte[] octets(int index) {
    return Views.octets(values[index]);
  }

  @Override
  public <T> T handle(int index, Class<T> type) {
    return type.cast(values[index].asHostObject());
  }
}
