package dev.skerry.cli;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;

/**
 * Tells before the start why an address cannot be listened on. A listener that shares its port
 * among event loops would not notice that another process has it.
 */
final class PortCheck {
  private static final int FIRST_ORDINARY_PORT = 1_024;

  private PortCheck() {}

  /** Returns if the address is free; {@code option} is how the user chose it. */
  static void requireFree(String option, ListenAddress address) {
    InetSocketAddress resolved;
    try {
      resolved = address.resolve();
    } catch (UnknownHostException e) {
      throw new Failure(
          ExitCodes.PROBLEM,
          "cannot listen on %s (%s): the host name does not resolve".formatted(address, option));
    }
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(resolved);
    } catch (IOException e) {
      throw new Failure(ExitCodes.PROBLEM, explain(option, address, e));
    }
  }

  private static String explain(String option, ListenAddress address, IOException e) {
    String why = String.valueOf(e.getMessage());
    String what = "cannot listen on %s (%s): ".formatted(address, option);
    if (e instanceof BindException && why.contains("in use")) {
      return what
          + "the port is in use. Stop the program that has it, or choose another:"
          + " %s %s:%d (port 0 takes any free one)"
              .formatted(option, bracketed(address.host()), nextPort(address.port()));
    }
    if (why.contains("ermission denied") && address.port() < FIRST_ORDINARY_PORT) {
      return what
          + "ports below 1024 need a right. Choose a higher one, or give the JDK's java the"
          + " capability CAP_NET_BIND_SERVICE";
    }
    if (why.contains("assign requested address")) {
      return what + "this machine has no such address. 0.0.0.0 or [::] listens on all it has";
    }
    return what + why;
  }

  private static String bracketed(String host) {
    return host.indexOf(':') < 0 ? host : "[" + host + "]";
  }

  private static int nextPort(int port) {
    return port < 65_535 ? port + 1 : port - 1;
  }
}
