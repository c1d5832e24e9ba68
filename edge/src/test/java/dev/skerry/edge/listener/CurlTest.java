package dev.skerry.edge.listener;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** What an independent client says. */
@EnabledIf("curlIsThere")
class CurlTest {
  private final RunningListener listener = RunningListener.with(new TestHandler());

  static boolean curlIsThere() {
    return new File("/usr/bin/curl").canExecute();
  }

  @AfterEach
  void close() {
    listener.close();
  }

  @Test
  void http2ByPriorKnowledgeIsServed() throws Exception {
    assertThat(curl("--http2-prior-knowledge", "/hello")).isEqualTo("hello /hello 2 200");
  }

  @Test
  void http2UploadsAreEchoed() throws Exception {
    String content = "0123456789".repeat(10_000);
    assertThat(curl("--http2-prior-knowledge", "--data-binary", content, "/echo"))
        .isEqualTo(content + " 2 200");
  }

  @Test
  void http11IsServed() throws Exception {
    assertThat(curl("--http1.1", "-H", "Transfer-Encoding: chunked", "-d", "x=y", "/echo"))
        .isEqualTo("x=y 1.1 200");
  }

  @Test
  void anUpgradeToHttp2IsIgnored() throws Exception {
    assertThat(curl("--http2", "/hello")).isEqualTo("hello /hello 1.1 200");
  }

  private String curl(String... arguments) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of("/usr/bin/curl", "-s", "-m", "20", "-w", " %{http_version} %{http_code}"));
    command.addAll(List.of(arguments).subList(0, arguments.length - 1));
    command.add("http://127.0.0.1:" + listener.http().getPort() + arguments[arguments.length - 1]);
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return output;
  }
}
