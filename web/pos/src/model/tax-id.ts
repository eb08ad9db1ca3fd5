/** A Thai tax id: thirteen digits, the last of them checks the others. The server decides; this only helps to type. */
export function isTaxId(text: string): boolean {
  if (!/^\d{13}$/.test(text)) return false
  const sum = [...text.slice(0, 12)].reduce((all, digit, at) => all + Number(digit) * (13 - at), 0)
  return (11 - (sum % 11)) % 10 === Number(text[12])
}
