const SVG = "http://www.w3.org/2000/svg";
const PAD = 24, TITLE_PX = 18, SOURCE_PX = 13, LINE = 1.4, SCALE = 2;

export default function ({ parentElement, data }) {
    const button = parentElement.querySelector("button");
    button.onclick = () => save(data, getComputedStyle(button).fontFamily);
}

async function save({ chart, finding, source, file }, font) {
    const plot = document.querySelector(`.${CSS.escape(chart)} .js-plotly-plot`);
    const app = getComputedStyle(document.querySelector("[data-testid=stApp]"));
    const drawn = [...plot.querySelectorAll(".main-svg")];
    const { width, height } = drawn[0].getBoundingClientRect();
    const title = wrapped(finding, `600 ${TITLE_PX}px ${font}`, width);
    const foot = wrapped(source, `${SOURCE_PX}px ${font}`, width);
    const top = PAD + title.length * TITLE_PX * LINE + PAD / 2;
    const size = [width + 2 * PAD, top + height + foot.length * SOURCE_PX * LINE + PAD];
    const picture = element("svg", { xmlns: SVG, width: size[0], height: size[1] });
    const style = element("style");
    style.textContent = (await fontFaces(font)) + `text { font-family: ${font} }`;
    const ground = { width: "100%", height: "100%", fill: app.backgroundColor };
    picture.append(style, element("rect", ground));
    picture.append(...lines(title, PAD, TITLE_PX, { "font-weight": 600, fill: app.color }));
    for (const layer of drawn) {
        const copy = layer.cloneNode(true);
        copy.querySelectorAll(".hoverlayer").forEach((hover) => hover.remove());
        copy.setAttribute("x", PAD);
        copy.setAttribute("y", top);
        copy.style.background = "none";
        picture.append(copy);
    }
    picture.append(...lines(foot, top + height, SOURCE_PX, { opacity: 0.7, fill: app.color }));
    await download(picture, size, file);
}

function element(name, attributes = {}) {
    const made = document.createElementNS(SVG, name);
    Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value));
    return made;
}

function lines(texts, top, px, attributes) {
    return texts.map((text, place) => {
        const y = top + px * (1 + place * LINE);
        const line = element("text", { x: PAD, y, "font-size": px, ...attributes });
        line.textContent = text;
        return line;
    });
}

function wrapped(text, font, width) {
    const pen = document.createElement("canvas").getContext("2d");
    pen.font = font;
    const texts = [""];
    for (const word of text.split(" ")) {
        const longer = `${texts.at(-1)} ${word}`.trim();
        if (pen.measureText(longer).width <= width) texts[texts.length - 1] = longer;
        else texts.push(word);
    }
    return texts;
}

// A picture loads nothing by itself, so the page's own fonts are put into it.
async function fontFaces(font) {
    const faces = [...document.styleSheets]
        .flatMap((sheet) => [...sheet.cssRules].map((rule) => [rule, sheet.href]))
        .filter(([rule]) => rule instanceof CSSFontFaceRule)
        .filter(([rule]) => font.includes(rule.style.fontFamily.replaceAll('"', "")))
        .filter(([rule]) => rule.style.fontStyle !== "italic");
    const written = faces.map(async ([rule, base]) => {
        const [, address] = /url\(["']?([^"')]+)/.exec(rule.style.getPropertyValue("src"));
        const bytes = await (await fetch(new URL(address, base ?? document.baseURI))).blob();
        const inline = rule.cssText.replace(address, await asDataUrl(bytes));
        return inline;
    });
    return (await Promise.all(written)).join("\n");
}

function asDataUrl(blob) {
    return new Promise((resolve) => {
        const reader = new FileReader();
        reader.onload = () => resolve(reader.result);
        reader.readAsDataURL(blob);
    });
}

async function download(picture, [width, height], file) {
    const image = new Image();
    const text = new XMLSerializer().serializeToString(picture);
    image.src = await asDataUrl(new Blob([text], { type: "image/svg+xml" }));
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = width * SCALE;
    canvas.height = height * SCALE;
    const pen = canvas.getContext("2d");
    pen.scale(SCALE, SCALE);
    pen.drawImage(image, 0, 0);
    const link = document.createElement("a");
    link.download = file;
    link.href = canvas.toDataURL("image/png");
    link.click();
}
