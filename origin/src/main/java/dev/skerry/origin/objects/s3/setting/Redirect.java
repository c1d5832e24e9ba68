package dev.skerry.origin.objects.s3.setting;

import dev.skerry.origin.objects.s3.error.S3Error;
import dev.skerry.origin.objects.s3.xml.XmlNode;
import org.jspecify.annotations.Nullable;

/**
 * Another host to which all requests of a website are sent.
 *
 * @param protocol {@code http} or {@code https}; null for that of the request
 */
public record Redirect(String hostName, @Nullable String protocol) {
  static final String HOST = "HostName";
  static final String PROTOCOL = "Protocol";

  static @Nullable String protocol(XmlNode node) {
    String protocol = node.value(PROTOCOL).orElse(null);
    if (protocol != null && !protocol.equals("http") && !protocol.equals("https")) {
      throw S3Error.INVALID_REQUEST.exception(
          "Invalid protocol, protocol can be http or https. If not defined the protocol will be"
              + " selected automatically.");
    }
    return protocol;
  }
}
