/* Reads QR codes with the camera: by the browser itself where it can, else picture by picture through PIN (`ask`). */
const SAME = 4_000;
const WIDTH = 800;

async function own() {
  const can = "BarcodeDetector" in window && (await BarcodeDetector.getSupportedFormats()).includes("qr_code");
  const detector = can && new BarcodeDetector({ formats: ["qr_code"] });
  return detector && (async (video) => (await detector.detect(video))[0]?.rawValue);
}

function through(ask) {
  const canvas = document.createElement("canvas");
  return async (video) => {
    if (!video.videoWidth) return "";
    canvas.width = Math.min(WIDTH, video.videoWidth);
    canvas.height = Math.round((canvas.width * video.videoHeight) / video.videoWidth);
    canvas.getContext("2d").drawImage(video, 0, 0, canvas.width, canvas.height);
    return ask(await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.75)));
  };
}

export async function camera(door, read, ask) {
  const find = (selector) => door.querySelector(selector);
  if (!navigator.mediaDevices?.getUserMedia) return;
  const [video, start, stop, refused] = ["video", "[data-camera-start]", "[data-camera-stop]", "[data-camera-refused]"].map(find);
  const byItself = await own();
  const detect = byItself || through(ask);
  const pause = byItself ? 200 : 500;
  let stream, code, at = 0;
  find("[data-camera]").hidden = false;
  find("[data-camera-through]").hidden = Boolean(byItself);
  find("[data-photo]")?.remove();

  async function look() {
    if (!stream) return;
    const found = await detect(video).catch(() => "");
    if (found && (found !== code || Date.now() - at > SAME)) read((code = found));
    if (found) at = Date.now();
    setTimeout(look, pause);
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
