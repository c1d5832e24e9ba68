package dev.skerry.origin.tables.dynamodb;

import tools.jackson.core.JsonGenerator;

/** {@code DescribeEndpoints}: the one that the client has used, for a day. */
final class DescribeEndpoints implements Operation {
  private static final Shape.Structure INPUT = new Shape.Structure("DescribeEndpointsRequest");
  private static final int MINUTES = 24 * 60;

  @Override
  public Shape.Structure input() {
    return INPUT;
  }

  @Override
  public boolean needsTable() {
    return false;
  }

  @Override
  public void answer(Fields in, JsonGenerator out) {
    answer(in, Caller.LOCAL, out);
  }

  @Override
  public void answer(Fields in, Caller caller, JsonGenerator out) {
    out.writeArrayPropertyStart("Endpoints");
    out.writeStartObject();
    out.writeStringProperty("Address", caller.host());
    out.writeNumberProperty("CachePeriodInMinutes", MINUTES);
    out.writeEndObject();
    out.writeEndArray();
  }
}
