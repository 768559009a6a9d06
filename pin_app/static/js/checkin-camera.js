/* Reads QR codes with the camera where the browser itself can; says so where it cannot. */
const PAUSE = 200;
const SAME = 4_000;

export async function camera(door, read) {
  const find = (selector) => door.querySelector(selector);
  const can = "BarcodeDetector" in window && navigator.mediaDevices && (await BarcodeDetector.getSupportedFormats()).includes("qr_code");
  find(can ? "[data-camera]" : "[data-camera-none]").hidden = false;
  if (!can) return;
  const [video, start, stop, refused] = ["video", "[data-camera-start]", "[data-camera-stop]", "[data-camera-refused]"].map(find);
  const detector = new BarcodeDetector({ formats: ["qr_code"] });
  let stream, code, at = 0;

  async function look() {
    if (!stream) return;
    const [found] = await detector.detect(video).catch(() => []);
    if (found && (found.rawValue !== code || Date.now() - at > SAME)) {
      code = found.rawValue;
      read(code);
    }
    if (found) at = Date.now();
    setTimeout(look, PAUSE);
  }
  const shown = (on) => (video.hidden = stop.hidden = !(start.hidden = on));

  start.addEventListener("click", async () => {
    refused.hidden = true;
    try {
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
      video.srcObject = stream;
      shown(true);
      await video.play();
      look();
    } catch {
      refused.hidden = false;
    }
  });
  stop.addEventListener("click", () => {
    stream?.getTracks().forEach((track) => track.stop());
    stream = undefined;
    shown(false);
  });
}
