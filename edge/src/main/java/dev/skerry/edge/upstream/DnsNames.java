package dev.skerry.edge.upstream;

import io.netty.channel.ChannelFactory;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.resolver.dns.DnsNameResolver;
import io.netty.resolver.dns.DnsNameResolverBuilder;
import io.netty.resolver.dns.DnsNameResolverChannelStrategy;
import io.netty.resolver.dns.DnsServerAddressStreamProvider;
import io.netty.resolver.dns.DnsServerAddressStreamProviders;
import io.netty.resolver.dns.NoopAuthoritativeDnsServerCache;
import io.netty.resolver.dns.SingletonDnsServerAddressStreamProvider;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Resolves a name by the hosts file, else by DNS: by the machine's name servers, each question from
 * a fresh port.
 */
final class DnsNames implements NameResolver {
  private static final long HOSTS_TTL_SECONDS = 5;
  private static final long QUERY_TIMEOUT_MILLIS = 2_000;
  private static final int MAX_QUERIES = 8;

  private final EventLoop loop;
  private final HostsFile hosts;
  private final TtlRecorder ttl = new TtlRecorder();
  private final DnsNameResolver resolver;

  /**
   * Makes a resolver for one name.
   *
   * @param nameServer the only server to ask, or null for the machine's
   */
  DnsNames(
      EventLoop loop,
      ChannelFactory<? extends DatagramChannel> datagrams,
      ChannelFactory<? extends SocketChannel> sockets,
      HostsFile hosts,
      @Nullable InetSocketAddress nameServer) {
    this.loop = loop;
    this.hosts = hosts;
    DnsServerAddressStreamProvider servers =
        nameServer == null
            ? DnsServerAddressStreamProviders.platformDefault()
            : new SingletonDnsServerAddressStreamProvider(nameServer);
    resolver =
        new DnsNameResolverBuilder(loop)
            .datagramChannelFactory(datagrams)
            .socketChannelFactory(sockets)
            .datagramChannelStrategy(DnsNameResolverChannelStrategy.ChannelPerResolution)
            .nameServerProvider(servers)
            .hostsFileEntriesResolver((name, types) -> null)
            .resolveCache(ttl)
            .cnameCache(ttl)
            .authoritativeDnsServerCache(NoopAuthoritativeDnsServerCache.INSTANCE)
            .queryTimeoutMillis(QUERY_TIMEOUT_MILLIS)
            .maxQueriesPerResolve(MAX_QUERIES)
            .build();
  }

  @Override
  public Future<Answer> resolve(String name) {
    Promise<Answer> answer = loop.newPromise();
    Thread.ofVirtual()
        .name("hosts-file")
        .start(
            () -> {
              List<InetAddress> local = hosts.lookup(name);
              if (local.isEmpty()) {
                loop.execute(() -> ask(name, answer));
              } else {
                answer.trySuccess(new Answer(local, HOSTS_TTL_SECONDS));
              }
            });
    return answer;
  }

  private void ask(String name, Promise<Answer> answer) {
    ttl.begin();
    resolver
        .resolveAll(name)
        .addListener(
            (Future<List<InetAddress>> resolved) -> {
              if (resolved.isSuccess()) {
                answer.trySuccess(new Answer(resolved.getNow(), ttl.leastSeconds(0)));
              } else {
                answer.tryFailure(resolved.cause());
              }
            });
  }

  @Override
  public void close() {
    resolver.close();
  }
}
