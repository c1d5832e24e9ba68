package dev.skerry.edge.upstream;

import io.netty.channel.ChannelFactory;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.ReflectiveChannelFactory;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.SocketChannel;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What the way to the origins is made of.
 *
 * @param loops the event loops of the exchanges
 * @param sockets makes connections of the kind that those loops serve
 * @param datagrams makes sockets for DNS of that kind
 * @param nameServer the only name server to ask, or null for the machine's own
 * @param hostsFile names that need no DNS, as {@code /etc/hosts}
 */
public record UpstreamNetwork(
    EventLoopGroup loops,
    ChannelFactory<? extends SocketChannel> sockets,
    ChannelFactory<? extends DatagramChannel> datagrams,
    @Nullable InetSocketAddress nameServer,
    Path hostsFile) {

  /** A network of the given channels that resolves names as the machine does. */
  public static UpstreamNetwork of(
      EventLoopGroup loops,
      Class<? extends SocketChannel> sockets,
      Class<? extends DatagramChannel> datagrams) {
    return new UpstreamNetwork(
        loops,
        new ReflectiveChannelFactory<>(sockets),
        new ReflectiveChannelFactory<>(datagrams),
        null,
        Path.of("/etc/hosts"));
  }
}
