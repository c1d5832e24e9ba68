package dev.skerry.origin.tables.dynamodb;

import dev.skerry.origin.tables.Tables;
import dev.skerry.origin.tables.TimesToLive;
import tools.jackson.core.JsonGenerator;

/** {@code DescribeTimeToLive}. */
final class DescribeTimeToLive implements Operation {
  private static final Shape.Structure INPUT =
      new Shape.Structure("DescribeTimeToLiveInput", Members.TABLE_NAME);

  private final Tables tables;

  DescribeTimeToLive(Tables tables) {
    this.tables = tables;
  }

  @Override
  public Shape.Structure input() {
    return INPUT;
  }

  @Override
  public void answer(Fields in, JsonGenerator out) {
    TimesToLive.Description found = tables.timesToLive().describe(in.requiredText("TableName"));
    out.writeObjectPropertyStart("TimeToLiveDescription");
    out.writeStringProperty("TimeToLiveStatus", found.status().name());
    if (found.attribute() != null) {
      out.writeStringProperty("AttributeName", found.attribute());
    }
    out.writeEndObject();
  }
}
