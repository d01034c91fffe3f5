// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sunqar.app.console.Console;
import org.sunqar.app.console.ExitCode;
import org.sunqar.mission.order.OrderState;
import org.sunqar.mission.order.Orders;
import org.sunqar.server.delivery.Deliverer;
import org.sunqar.server.language.Language;

/** What a server does with orders by itself: it ends them in time and tells who wants to know. */
class MissionKeeperTest {

  @TempDir Path folder;

  @Test
  void anOrderIsEndedWhenItsTimeIsOverAndItsReceiverIsToldOfAll() throws Exception {
    List<String> told = new CopyOnWriteArrayList<>();
    HttpServer receiver =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.createContext(
        "/",
        exchange -> {
          told.add(new ObjectMapper().readTree(exchange.getRequestBody()).path("type").asText());
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    receiver.start();
    String hook = "http://127.0.0.1:" + receiver.getAddress().getPort() + "/";
    Answer.of("satellite", "add", "demo", "--workspace", folder).done();
    Answer.of(
            "order",
            "create",
            "--member",
            "congo",
            "--point",
            "71.4,51.1",
            "--now",
            "2026-04-14T00:00:00Z",
            "--notify",
            hook,
            "--workspace",
            folder)
        .done();
    StringWriter said = new StringWriter();
    PrintWriter err = new PrintWriter(said, true);
    Console console =
        new Console(new PrintWriter(new StringWriter()), err, false, Language.english());
    try (Workspace workspace = Workspace.open(folder);
        MissionKeeper keeper = new MissionKeeper(workspace, console, Optional.empty());
        Deliverer deliverer = DeliveryCommands.deliverer(workspace)) {
      keeper.start();
      deliverer.start();
      for (int i = 0; i < 300 && told.size() < 3; i++) {
        Thread.sleep(100);
      }
    } finally {
      receiver.stop(0);
    }
    assertThat(told)
        .containsExactly(
            "org.sunqar.order.received", "org.sunqar.order.accepted", "org.sunqar.order.expired");
    assertThat(new Orders(folder).list(Orders.Filter.ALL).getFirst().state())
        .isEqualTo(OrderState.EXPIRED);
    assertThat(said.toString()).contains("the time of order order-000001 of congo is over");
  }

  @Test
  void whoIsToldIsAnAddressThatIsSentTo() {
    Answer.of("satellite", "add", "demo", "--workspace", folder).done();
    Object[] order = {
      "order",
      "create",
      "--member",
      "congo",
      "--point",
      "71.4,51.1",
      "--now",
      "2026-04-14T00:00:00Z",
      "--workspace",
      folder,
      "--notify",
      "ftp://example.org"
    };
    Answer.of(order).failed(ExitCode.USAGE, "analysis.SETTING").says("an http or https address");
    assertThat(new Orders(folder).list(Orders.Filter.ALL)).isEmpty();
  }
}
