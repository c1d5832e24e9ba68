package dev.skerry.cli;

import java.net.URI;
import java.net.URISyntaxException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads where a control plane's fleet port is. */
final class FleetUrl implements ITypeConverter<URI> {
  @Override
  public URI convert(String text) {
    try {
      URI url = new URI(text);
      boolean bare =
          "https".equalsIgnoreCase(url.getScheme())
              && url.getHost() != null
              && url.getRawUserInfo() == null
              && url.getRawQuery() == null
              && url.getRawFragment() == null
              && (url.getRawPath().isEmpty() || url.getRawPath().equals("/"));
      if (bare) {
        return url;
      }
    } catch (URISyntaxException e) {
      // Said below.
    }
    throw new TypeConversionException("expected https://HOST:PORT, found '" + text + "'");
  }
}
