package dev.skerry.edge.observe;

import java.util.List;

/** The access log that is switched off. */
final class NoAccessLog implements AccessLog {
  @Override
  public boolean isOn() {
    return false;
  }

  @Override
  public List<String> fields() {
    return List.of();
  }

  @Override
  public boolean log(ExchangeRecord record) {
    return false;
  }

  @Override
  public void reopen() {}

  @Override
  public long dropped() {
    return 0;
  }

  @Override
  public void close() {}
}
