package com.example;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.skerry.handler.testing.HandlerUnderTest;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class EdgeHandlerTest {
  @Test
  void whatComesOfTheEventsIsWhatIsExpected() throws Exception {
    try (HandlerUnderTest handler = HandlerUnderTest.java(new EdgeHandler())) {
      assertEquals(List.of(), handler.differences(Path.of("events/{{name}}.json")));
    }
  }

  @Test
  void aPageThatHasMovedIsAnsweredWithItsNewAddress() {
    try (HandlerUnderTest handler = HandlerUnderTest.java(new EdgeHandler())) {
      assertEquals("/new", handler.request("GET", "/old").{{function}}().header("location"));
    }
  }
}
