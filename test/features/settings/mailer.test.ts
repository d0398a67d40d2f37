import { describe, expect, test } from "bun:test";
import { openTestApp } from "../../open-test-app.ts";
import { openSmtpSink } from "../../smtp-sink.ts";

const mail = {
  to: ["ann@example.com"],
  subject: "Grüße",
  html: '<p>Hello <b>Ann</b>,</p><p><a href="https://example.com/?a=1&amp;b=2">open</a></p>',
};

async function refusalOf(sending: Promise<void>): Promise<{ code: string; hint: string }> {
  try {
    await sending;
  } catch (thrown) {
    return thrown as { code: string; hint: string };
  }
  throw new Error("the mail was expected to be refused");
}

describe("mails", () => {
  test("go out in the application's name, as HTML and as text", async () => {
    const [app, sink] = [await openTestApp(), await openSmtpSink()];
    await app.call("settings.set", {
      ...sink.settings,
      meta: { senderName: "The Library", senderAddress: "library@example.com" },
    });
    await app.services.mailer.send(mail);
    expect(await sink.next()).toMatchObject({
      from: "library@example.com",
      to: ["ann@example.com"],
      subject: "Grüße",
      html: expect.stringContaining("<b>Ann</b>"),
      text: "Hello Ann,\n\nopen <https://example.com/?a=1&b=2>",
      user: "",
    });
  });

  test.each(["", "PLAIN", "LOGIN"])("sign in (%j)", async (authMethod) => {
    const app = await openTestApp();
    const sink = await openSmtpSink({ login: { username: "me", password: "pass word" } });
    await app.call("settings.set", sink.settings);
    await app.call("settings.set", { smtp: { authMethod, localName: "library.example.com" } });
    await app.services.mailer.send(mail);
    expect(await sink.next()).toMatchObject({ user: "me", clientName: "library.example.com" });
    await app.call("settings.set", { smtp: { password: "wrong one" } });
    const { code, hint } = await refusalOf(app.services.mailer.send(mail));
    expect(code).toBe("unavailable");
    expect(hint).toStartWith("Check smtp.username, smtp.password");
    expect(hint).not.toContain("wrong one");
  });

  test("say what to set where mail is not configured, or nobody answers", async () => {
    const app = await openTestApp();
    expect(await refusalOf(app.services.mailer.send(mail))).toMatchObject({
      code: "unavailable",
      hint: expect.stringContaining("smtp.enabled"),
    });
    await app.call("settings.set", { smtp: { enabled: true, host: "127.0.0.1", port: 1 } });
    expect(await refusalOf(app.services.mailer.send(mail))).toMatchObject({
      code: "unavailable",
      hint: expect.stringContaining("smtp.port"),
    });
  });

  test.each(["tls", "starttls"] as const)(
    "are not handed to a server whose certificate nobody vouches for (%s)",
    async (encryption) => {
      const app = await openTestApp();
      const sink = await openSmtpSink({ encryption });
      await app.call("settings.set", sink.settings);
      expect((await refusalOf(app.services.mailer.send(mail))).hint).toContain("certificate");
      expect(sink.mails).toEqual([]);
    },
  );

  test("that nobody waits for leave before the product stops", async () => {
    const [app, sink] = [await openTestApp(), await openSmtpSink()];
    await app.call("settings.set", sink.settings);
    app.services.mailer.sendSoon(mail, "a test");
    await app.close();
    expect(sink.mails).toHaveLength(1);
  });
});
