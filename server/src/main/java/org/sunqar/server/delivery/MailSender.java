// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import org.sunqar.analysis.watch.Delivery;
import org.sunqar.catalog.stac.Json;

/**
 * Sends new alerts of a watch in one message, as text and as HTML. Its Message-ID is made of the
 * ids of the events, so that the same digest sent twice can be told to be the same.
 */
final class MailSender {

  private final MailSettings settings;
  private final DeliveryPolicy policy;

  MailSender(MailSettings settings, DeliveryPolicy policy) {
    this.settings = settings;
    this.policy = policy;
  }

  /**
   * Tries once.
   *
   * @param events to one subscriber, at least one
   * @return what went wrong; empty when the server has taken the message
   */
  Optional<String> send(List<Delivery> events, Instant now) {
    Session session = Session.getInstance(properties());
    try {
      MimeMessage message = message(session, events, now);
      try (Transport transport = session.getTransport("smtp")) {
        if (settings.user().isEmpty()) {
          transport.connect();
        } else {
          transport.connect(settings.user(), settings.password());
        }
        transport.sendMessage(message, message.getAllRecipients());
      }
      return Optional.empty();
    } catch (MessagingException e) {
      String text = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
      return Optional.of("the mail server " + settings + " did not take it: " + text);
    }
  }

  private Properties properties() {
    Properties properties = new Properties();
    String wait = Long.toString(policy.timeout().toMillis());
    properties.setProperty("mail.smtp.host", settings.host());
    properties.setProperty("mail.smtp.port", Integer.toString(settings.port()));
    properties.setProperty(
        "mail.smtp.connectiontimeout", Long.toString(policy.connect().toMillis()));
    properties.setProperty("mail.smtp.timeout", wait);
    properties.setProperty("mail.smtp.writetimeout", wait);
    properties.setProperty("mail.smtp.localhost", "sunqar");
    properties.setProperty("mail.smtp.auth", Boolean.toString(!settings.user().isEmpty()));
    switch (settings.security()) {
      case NONE -> {}
      case STARTTLS -> {
        properties.setProperty("mail.smtp.starttls.enable", "true");
        properties.setProperty("mail.smtp.starttls.required", "true");
        properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
      }
      case TLS -> {
        properties.setProperty("mail.smtp.ssl.enable", "true");
        properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
      }
    }
    return properties;
  }

  private MimeMessage message(Session session, List<Delivery> events, Instant now)
      throws MessagingException {
    String watch = events.getFirst().subscriber().watch();
    StringBuilder ids = new StringBuilder();
    StringBuilder text = new StringBuilder();
    StringBuilder rows = new StringBuilder();
    for (Delivery event : events) {
      ids.append(event.event()).append('\n');
      JsonNode properties = Json.parseObject(event.body()).at("/data/properties");
      text.append(line(properties)).append('\n');
      rows.append(row(properties));
    }
    String title =
        events.size() == 1
            ? "1 new alert of watch " + watch
            : events.size() + " new alerts of watch " + watch;
    UUID id = UUID.nameUUIDFromBytes(ids.toString().getBytes(StandardCharsets.UTF_8));
    MimeMessage message = new Digest(session, "<" + id + "@sunqar>");
    message.setFrom(new InternetAddress(settings.from(), true));
    message.setRecipient(
        Message.RecipientType.TO,
        new InternetAddress(events.getFirst().subscriber().target(), true));
    message.setSubject(title, "UTF-8");
    message.setSentDate(Date.from(now));
    message.setHeader("Auto-Submitted", "auto-generated");
    MimeBodyPart plain = new MimeBodyPart();
    plain.setText(title + "\n\n" + text, "UTF-8");
    MimeBodyPart html = new MimeBodyPart();
    html.setText(
        "<html><body><h1>"
            + escaped(title)
            + "</h1><table><tr><th>Alert</th><th>First seen</th><th>Hectares</th>"
            + "<th>Probability</th><th>Detector</th><th>Latitude, longitude</th></tr>"
            + rows
            + "</table></body></html>",
        "UTF-8",
        "html");
    MimeMultipart both = new MimeMultipart("alternative", plain, html);
    message.setContent(both);
    message.saveChanges();
    return message;
  }

  private static String line(JsonNode alert) {
    return String.format(
        Locale.ROOT,
        "%s: %.2f ha (plus or minus %.2f), first seen %s, %s, probability %.2f, at %.5f, %.5f"
            + " (latitude, longitude)",
        alert.path("id").asText(),
        alert.path("area_ha").asDouble(),
        alert.path("area_error_ha").asDouble(),
        alert.path("first_date").asText(),
        alert.path("status").asText(),
        alert.path("probability").asDouble(),
        alert.path("latitude").asDouble(),
        alert.path("longitude").asDouble());
  }

  private static String row(JsonNode alert) {
    return String.format(
        Locale.ROOT,
        "<tr><td>%s</td><td>%s</td><td>%.2f</td><td>%.2f</td><td>%s</td><td>%.5f, %.5f</td></tr>",
        escaped(alert.path("id").asText()),
        escaped(alert.path("first_date").asText()),
        alert.path("area_ha").asDouble(),
        alert.path("probability").asDouble(),
        escaped(alert.path("status").asText()),
        alert.path("latitude").asDouble(),
        alert.path("longitude").asDouble());
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  /** A message with an id of ours. */
  private static final class Digest extends MimeMessage {
    private final String id;

    Digest(Session session, String id) {
      super(session);
      this.id = id;
    }

    @Override
    protected void updateMessageID() throws MessagingException {
      setHeader("Message-ID", id);
    }
  }
}
