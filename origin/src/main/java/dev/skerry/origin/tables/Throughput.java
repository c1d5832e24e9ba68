package dev.skerry.origin.tables;

/** Capacity units per second that are provisioned; told, never enforced. 0 when on demand. */
public record Throughput(long read, long write) {
  /** That of a table or index that is paid by request. */
  public static final Throughput ON_DEMAND = new Throughput(0, 0);
}
