/* How Vietnamese print is said. The words of numbers are those of portal/core/vietnamese; the tests
   hold both to the same vectors. */

const DIGITS = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"];
const THOUSANDS = ["", " nghìn", " triệu"];
const ROMAN = { I: "một", II: "hai", III: "ba", IV: "bốn" };

/** `whole` and `decimals` as digits: ("17337") → "mười bảy nghìn ba trăm ba mươi bảy". */
export function spell(whole, decimals = "") {
  const words = wholeWords(Number(whole)) || DIGITS[0];
  if (!decimals) return words;
  const tail =
    decimals.length === 2 && decimals[0] !== "0"
      ? belowThousand(Number(decimals))
      : [...decimals].map((digit) => DIGITS[digit]).join(" ");
  return `${words} phẩy ${tail}`;
}

function wholeWords(number, follows = false) {
  const billions = Math.floor(number / 1e9);
  const parts = billions ? [`${wholeWords(billions)} tỷ`] : [];
  for (const power of [2, 1, 0]) {
    const group = Math.floor((number % 1e9) / 1000 ** power) % 1000;
    if (group) parts.push(belowThousand(group, follows || parts.length > 0) + THOUSANDS[power]);
  }
  return parts.join(" ");
}

function belowThousand(number, follows = false) {
  const [hundreds, tens, ones] = [Math.floor(number / 100), Math.floor(number / 10) % 10, number % 10];
  const words = hundreds || follows ? [`${DIGITS[hundreds]} trăm`] : [];
  if (tens > 1) words.push(`${DIGITS[tens]} mươi`);
  else if (tens === 1) words.push("mười");
  else if (ones && words.length) words.push("linh");
  if (ones === 1 && tens > 1) words.push("mốt");
  else if (ones === 4 && (tens > 1 || words.at(-1) === "linh")) words.push("tư");
  else if (ones === 5 && tens) words.push("lăm");
  else if (ones) words.push(DIGITS[ones]);
  return words.join(" ");
}

const NUMBER = String.raw`\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?`;

function say(number) {
  const [whole, decimals] = number.replaceAll(".", "").split(",");
  // A telephone number or a code: digit by digit.
  if (/^0\d{2,}$/.test(number)) return [...number].map((digit) => DIGITS[digit]).join(" ");
  return spell(whole, decimals);
}

/** A sentence as a voice should say it: dates, quarters, ratios, shares and numbers in words. */
export function spoken(text) {
  return text
    .normalize("NFC")
    .replace(/\.\/\./g, ".")
    .replace(/\s+/g, " ")
    .replace(/\b[\p{L}\d]+(?:\/[\p{L}\d-]+)*\/[\p{Lu}Đ]{2,}[\p{Lu}Đ-]*/gu, (code) => code.replace(/\//g, " trên "))
    .replace(
      /(ngày )?(?<![\d/])(\d{1,2})\/(\d{1,2}) ?[–-] ?(?=\d{1,2}\/\d{1,2}\/\d{4}(?!\d))/gi,
      (_, word, day, month) => `${word ?? "ngày "}${+day} tháng ${+month} đến `,
    )
    .replace(
      /(ngày )?(?<!\d)(\d{1,2})[/.](\d{1,2})[/.](\d{4})(?!\d)/gi,
      (_, word, day, month, year) => `${word ?? "ngày "}${+day} tháng ${+month} năm ${year}`,
    )
    .replace(/(ngày|sáng|chiều|tối|đến|từ|hết) (\d{1,2})\/(\d{1,2})(?![\d/])/gi, (_, word, day, month) =>
      `${word}${word.toLowerCase() === "ngày" ? "" : " ngày"} ${+day} tháng ${+month}`)
    .replace(/(qu[ýí]) (I{1,3}|IV)\b/gi, (_, word, roman) => `${word} ${ROMAN[roman.toUpperCase()]}`)
    .replace(/((?:qu[ýí]|tháng) [\p{L}\d]+)\/(\d{4})/giu, "$1 năm $2")
    .replace(/(?<!\d)(\d{1,2}):(\d{2})(?!\d)/g, (_, hour, minute) =>
      +minute ? `${+hour} giờ ${+minute}` : `${+hour} giờ`)
    .replace(/(\d) ?%/g, "$1 phần trăm")
    .replace(/(\d) ?‰/g, "$1 phần nghìn")
    .replace(/(\d)\/(?=\d)/g, "$1 trên ")
    .replace(/(?<=^|\s|\()[−–-](?=\d)/g, "âm ")
    .replace(/(\d) ?[–-] ?(?=\d)/g, "$1 đến ")
    .replace(new RegExp(`(?<![\\p{L}\\d]|\\d[.,])(?:${NUMBER})(?![\\p{L}\\d]|[.,]\\d)`, "gu"), say)
    .replace(/ ([.,;:])/g, "$1")
    .trim();
}
