package dev.skerry.origin.tables.dynamodb;

import tools.jackson.core.JsonGenerator;

/** {@code DescribeLimits}: the service's own default quotas, of which none is enforced here. */
final class DescribeLimits implements Operation {
  private static final Shape.Structure INPUT = new Shape.Structure("DescribeLimitsInput");
  private static final long ACCOUNT = 80_000;
  private static final long TABLE = 40_000;

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
    out.writeNumberProperty("AccountMaxReadCapacityUnits", ACCOUNT);
    out.writeNumberProperty("AccountMaxWriteCapacityUnits", ACCOUNT);
    out.writeNumberProperty("TableMaxReadCapacityUnits", TABLE);
    out.writeNumberProperty("TableMaxWriteCapacityUnits", TABLE);
  }
}
