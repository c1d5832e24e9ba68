package dev.skerry.handler.subrequest;

import dev.skerry.handler.FetchHosts;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/** Makes one connection, to an address that it has looked at. Any thread may close it. */
final class Connector implements Closeable {
  private static final int CONNECT_MILLIS = 10_000;

  /** No handler's wall time is longer. */
  private static final int SILENCE_MILLIS = 60_000;

  private final AtomicBoolean cancelled;
  private volatile @Nullable Socket socket;

  Connector(AtomicBoolean cancelled) {
    this.cancelled = cancelled;
  }

  Socket connect(String scheme, Target target, FetchHosts hosts) throws IOException {
    Socket plain = reach(target, hosts);
    plain.setSoTimeout(SILENCE_MILLIS);
    plain.setTcpNoDelay(true);
    return scheme.equals("https") ? secured(plain, target) : plain;
  }

  /** Tries its addresses in order. */
  private Socket reach(Target target, FetchHosts hosts) throws IOException {
    IOException last = null;
    for (InetAddress address : InetAddress.getAllByName(target.host())) {
      if (!hosts.allowsAddress(address, target.host(), target.port())) {
        last =
            new Refused(
                target.host()
                    + " is at "
                    + address.getHostAddress()
                    + ", which is not public: the handler's setting fetch has to list that address,"
                    + " too");
        continue;
      }
      try {
        Socket next = kept(new Socket());
        next.connect(new InetSocketAddress(address, target.port()), CONNECT_MILLIS);
        return next;
      } catch (IOException e) {
        close();
        last = e;
      }
    }
    throw last == null ? new Refused("the name has no address") : last;
  }

  /** The server shows a certificate of this name that the JDK's trust store trusts. */
  private Socket secured(Socket plain, Target target) throws IOException {
    SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
    String name = target.host().replace("[", "").replace("]", "");
    SSLSocket secured = (SSLSocket) factory.createSocket(plain, name, target.port(), true);
    SSLParameters parameters = secured.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    secured.setSSLParameters(parameters);
    secured.startHandshake();
    return secured;
  }

  private Socket kept(Socket next) throws IOException {
    socket = next;
    // Who cancels sets the flag first: one of the two sees the other.
    if (cancelled.get()) {
      next.close();
      throw new Refused("cancelled");
    }
    return next;
  }

  /** Closes what there is; whoever waits for it is thrown out. */
  @Override
  public void close() {
    Socket open = socket;
    try {
      if (open != null) {
        open.close();
      }
    } catch (IOException _) {
      // It is given up in any case.
    }
  }
}
