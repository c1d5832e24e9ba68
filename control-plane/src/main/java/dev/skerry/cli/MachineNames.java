package dev.skerry.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.UnknownHostException;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** The names and addresses by which clients may know this machine, for certificates. */
final class MachineNames {
  private MachineNames() {}

  /** The host that is listened on, or all there are where it listens on all. */
  static Set<String> of(ListenAddress address) throws IOException {
    if (!address.resolve().getAddress().isAnyLocalAddress()) {
      return Set.of(address.host());
    }
    Set<String> names = new LinkedHashSet<>();
    hostName().ifPresent(names::add);
    for (NetworkInterface network :
        NetworkInterface.networkInterfaces().filter(MachineNames::isUp).toList()) {
      for (InterfaceAddress each : network.getInterfaceAddresses()) {
        if (!each.getAddress().isLinkLocalAddress()) {
          names.add(withoutZone(each.getAddress().getHostAddress()));
        }
      }
    }
    return names;
  }

  /** The machine's name; nothing where it has none that resolves. */
  private static Optional<String> hostName() {
    try {
      return Optional.of(InetAddress.getLocalHost().getHostName());
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }

  /** An IPv6 address has the interface after a percent sign, which is this machine's own affair. */
  private static String withoutZone(String address) {
    int percent = address.indexOf('%');
    return percent < 0 ? address : address.substring(0, percent);
  }

  private static boolean isUp(NetworkInterface network) {
    try {
      return network.isUp();
    } catch (IOException e) {
      return false;
    }
  }
}
