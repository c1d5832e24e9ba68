package dev.skerry.origin.tables.dynamodb;

import dev.skerry.origin.tables.Tables;
import java.util.Objects;
import tools.jackson.core.JsonGenerator;

/** {@code UpdateTimeToLive}. */
final class UpdateTimeToLive implements Operation {
  private static final Shape.Structure INPUT =
      new Shape.Structure(
          "UpdateTimeToLiveInput",
          Members.TABLE_NAME,
          Member.required(
              "TimeToLiveSpecification",
              new Shape.Structure(
                  "TimeToLiveSpecification",
                  TableShapes.ATTRIBUTE_NAME,
                  Member.required("Enabled", Shapes.FLAG))));

  private final Tables tables;

  UpdateTimeToLive(Tables tables) {
    this.tables = tables;
  }

  @Override
  public Shape.Structure input() {
    return INPUT;
  }

  @Override
  public void answer(Fields in, JsonGenerator out) {
    Fields wanted = Objects.requireNonNull(in.fields("TimeToLiveSpecification"));
    String attribute = wanted.requiredText("AttributeName");
    boolean enabled = wanted.flag("Enabled");
    tables.timesToLive().update(in.requiredText("TableName"), attribute, enabled);
    out.writeObjectPropertyStart("TimeToLiveSpecification");
    out.writeBooleanProperty("Enabled", enabled);
    out.writeStringProperty("AttributeName", attribute);
    out.writeEndObject();
  }
}
