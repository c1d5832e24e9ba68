package dev.skerry.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class PortCheckTest {
  @Test
  void aPortInUseIsNamedWithTheOptionThatChangesIt() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      int port = taken.getLocalPort();
      int next = port == 65_535 ? port - 1 : port + 1;
      Failure failure = failure("--listen", "127.0.0.1:" + port);
      assertThat(failure)
          .hasMessage(
              "cannot listen on 127.0.0.1:%d (--listen): the port is in use. Stop the program that has"
                      .formatted(port)
                  + " it, or choose another: --listen 127.0.0.1:%d (port 0 takes any free one)"
                      .formatted(next));
      assertThat(failure.exitCode()).isEqualTo(ExitCodes.PROBLEM);
    }
  }

  @Test
  void anAddressOfAnotherMachineIsRefused() {
    assertThat(failure("--admin", "192.0.2.1:0"))
        .hasMessageContaining("cannot listen on 192.0.2.1:0 (--admin): this machine has no such");
  }

  @Test
  void aNameThatDoesNotResolveIsRefused() {
    assertThat(failure("--listen", "nowhere.invalid:0")).hasMessageContaining("does not resolve");
  }

  @Test
  void anyFreePortIsFine() {
    PortCheck.requireFree("--listen", ListenAddress.parse("127.0.0.1:0"));
  }

  private static Failure failure(String option, String address) {
    return catchThrowableOfType(
        Failure.class, () -> PortCheck.requireFree(option, ListenAddress.parse(address)));
  }
}
