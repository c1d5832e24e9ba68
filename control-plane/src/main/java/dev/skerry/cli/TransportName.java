package dev.skerry.cli;

import dev.skerry.edge.config.ListenerSettings.Transport;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a transport's name, spelt as the configuration spells it; {@code io_uring} is read too. */
final class TransportName implements ITypeConverter<Transport> {
  @Override
  public Transport convert(String name) {
    String constant = name.replace('-', '_').toUpperCase(Locale.ROOT);
    for (Transport each : Transport.values()) {
      if (each.name().equals(constant)) {
        return each;
      }
    }
    throw new TypeConversionException(
        "expected one of auto, io-uring, epoll, nio but was '" + name + "'");
  }
}
